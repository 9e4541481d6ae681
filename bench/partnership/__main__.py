"""python -m bench.partnership 10: the partnership ten times over, in the database that DATABASE_URL names."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smp_portal.settings")
django.setup()

# What follows needs the settings to be there.
from django.db import connection  # noqa: E402

from bench.partnership.building import build  # noqa: E402
from smp_portal.foundation import clock  # noqa: E402

build(float(sys.argv[1]), today=clock.today())
# As autovacuum leaves a database that has been in service for three years.
with connection.cursor() as cursor:
    cursor.execute("VACUUM ANALYZE")
