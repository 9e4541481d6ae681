"""Waiting for each other, where two changes of people may meet."""

from django.db.models import Q

from partners.models import User


def lock_people(people: Q) -> set[int]:
    """Hold these people until the transaction ends; says who they are."""
    # In one order, so that two at once wait for each other and never both at a time.
    rows = User.objects.select_for_update().filter(people).order_by("pk")
    return set(rows.values_list("pk", flat=True))
