"""Two people, one text: the second to save is told, and loses nothing."""

from django.db import models
from django.db.models import F


class VersionConflict(Exception):
    """Somebody else saved this row since the form was opened; carries what is saved now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{current} was changed since it was opened")
        self.current = current


def claim_version(instance: models.Model, version: int) -> None:
    """Move a row's version on by one if it still stands at the version that the person saw, else VersionConflict.

    Call it inside the transaction that then saves the instance: the instance carries the new version, so that a
    plain `save()` writes it unchanged.
    """
    rows = type(instance)._default_manager.filter(pk=instance.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        raise VersionConflict(rows.get())
    instance.version = version + 1  # type: ignore[attr-defined]
