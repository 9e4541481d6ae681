"""What may be done with the communities that the partnership listens to."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from consultations.models import Community, Response, Testimony
from smp_portal.foundation.slugs import free_slug
from smp_portal.foundation.words import counted

RESERVED = frozenset({"add"})


@transaction.atomic
def add_community(*, values: Mapping[str, Any]) -> Community:
    """Put a place, or people who share an interest, on the list; its address is made from its name once."""
    community = Community(**values)
    rows = Community.objects.all()
    community.slug = free_slug(community.name, rows, instead="community", reserved=RESERVED)
    community.save()
    return community


@transaction.atomic
def delete_community(*, community: Community) -> None:
    """Take a community off the list; who answered or spoke from there keeps it on."""
    answers = Response.objects.filter(community=community).count()
    if answers:
        people = counted(answers, "person,people")
        raise ValidationError(f"{people} from {community} answered: it has to stay on the list")
    said = Testimony.objects.filter(community=community).count()
    if said:
        pieces = counted(said, "testimony,testimonies")
        raise ValidationError(f"{pieces} from {community} recorded: it has to stay on the list")
    try:
        community.delete()
    except ProtectedError:
        raise ValidationError(
            f"Other pages name {community}: take it out there before you delete it"
        ) from None
