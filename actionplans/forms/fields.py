"""People and organisations to choose from; whoever was chosen before stays in the list."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet

from partners.models import Partner, Role, User
from smp_portal.foundation.forms import Checkboxes


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody of the partnership, by name, post and organisation."""

    def label_from_instance(self, obj: Any) -> str:
        """How a person is told from another of the same name."""
        return f"{obj.full_name}, {obj.post_and_organisation}"


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of people, by name, post and organisation."""

    widget = Checkboxes

    def label_from_instance(self, obj: Any) -> str:
        """How a person is told from another of the same name."""
        return f"{obj.full_name}, {obj.post_and_organisation}"


def person_field(
    *, label: str, nobody: str, keeping: int | None = None, **more: Any
) -> PersonField:
    """Choose one of the people who take part, or nobody."""
    people = _people([keeping] if keeping else [])
    return PersonField(queryset=people, label=label, empty_label=nobody, required=False, **more)


def people_field(*, label: str, keeping: Iterable[int] = (), **more: Any) -> PeopleField:
    """Tick those of the people who take part and don't see every plan anyway."""
    people = _people(keeping).exclude(role__in=[Role.OFFICER, Role.ADMINISTRATOR])
    return PeopleField(queryset=people, label=label, required=False, **more)


def partner_field(*, label: str, on: date, keeping: int | None = None, **more: Any) -> forms.Field:
    """Choose one of today's organisations."""
    partners = _partners(on, [keeping] if keeping else [])
    return forms.ModelChoiceField(queryset=partners, label=label, **more)


def partners_field(
    *, label: str, on: date, keeping: Iterable[int] = (), **more: Any
) -> forms.Field:
    """Tick those of today's organisations."""
    return forms.ModelMultipleChoiceField(
        queryset=_partners(on, keeping), label=label, required=False, widget=Checkboxes, **more
    )


def read_once(field: forms.Field) -> bool:
    """Read now what there is to choose from, and not again for the page; says whether there is anything."""
    choice = cast("Any", field)
    # Of the choices themselves `list` would first ask how many there are.
    choice.choices = list(iter(choice.choices))
    return bool(choice.choices)


def _people(keeping: Iterable[int]) -> QuerySet[User]:
    wanted = Q(is_active=True) | Q(pk__in=list(keeping))
    people: QuerySet[User] = User.objects.filter(wanted)
    return people.select_related("partner")


def _partners(on: date, keeping: Iterable[int]) -> QuerySet[Partner]:
    today = Partner.objects.on(on).values("pk")
    return Partner.objects.filter(Q(pk__in=today) | Q(pk__in=list(keeping)))
