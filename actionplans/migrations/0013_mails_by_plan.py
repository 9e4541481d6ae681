from typing import Any

from django.db import migrations

# SQLite has no index that looks into JSON.
ADD = "CREATE INDEX reminder_listed ON actionplans_reminder USING gin (listed jsonb_path_ops)"
REMOVE = "DROP INDEX reminder_listed"


def add(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REMOVE)


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0012_measure_definition")]

    operations = [migrations.RunPython(add, remove)]
