"""The rules of asking: who changes them, and from which version."""

from django.db import transaction

from actionplans.models import FrameworkSettings
from partners.models import User
from smp_portal.foundation.versions import claim_version


@transaction.atomic
def edit_settings(*, rules: FrameworkSettings, version: int, by: User) -> FrameworkSettings:
    """Let new rules hold from now on; mails that went out stay, the others follow them."""
    # Until somebody changes them the rules are those of the model, without a row.
    FrameworkSettings.objects.get_or_create(pk=rules.pk)
    claim_version(rules, version)
    rules.validate_constraints()
    rules._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own way
    # The row is there: a fresh instance would be added beside it.
    rules.save(force_update=True)
    return rules
