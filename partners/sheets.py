"""The lists of people and organisations: what they are sorted by, and their columns as files."""

from typing import Any

from django.db.models import F

from partners.models import User
from smp_portal.foundation.lists import A_TO_Z, Column, SortKey
from smp_portal.foundation.words import joined

PEOPLE_SORTS = (
    SortKey("name", "Name", A_TO_Z),
    SortKey("organisation", "Post and organisation", A_TO_Z),
    SortKey("role", "Role", A_TO_Z),
)
PEOPLE_FIELDS = {
    "name": ("full_name",),
    "organisation": ("partner__name", "post"),
    "role": ("role",),
}
PEOPLE_COLUMNS = [
    Column[User]("Name", lambda person: person.full_name),
    Column[User]("Post", lambda person: person.post),
    Column[User]("Organisation", lambda person: person.partner.name),
    Column[User]("E-mail", lambda person: person.email),
    Column[User]("Telephone", lambda person: person.telephone),
    Column[User]("Role", lambda person: person.get_role_display()),
    Column[User]("Can sign in", lambda person: person.is_active),
    Column[User]("Mail does not arrive since", lambda person: person.address_dead_since),
]

PARTNER_SORTS = (
    SortKey("name", "Organisation", A_TO_Z),
    SortKey("law", "By law", A_TO_Z),
    SortKey("people", "People here", ("fewest first", "most first")),
)
PARTNER_FIELDS = {"name": ("name",), "law": ("legal_role",), "people": ("people_here",)}
# As the plan lists them.
PARTNER_ORDER: tuple[Any, ...] = (F("listed_position").asc(nulls_last=True), "name")
PARTNER_COLUMNS = [
    Column[Any]("Organisation", lambda partner: partner.name),
    Column[Any]("Listed as", lambda partner: partner.get_listed_as_display()),
    Column[Any]("By law", lambda partner: partner.get_legal_role_display()),
    Column[Any]("First day", lambda partner: partner.valid_from),
    Column[Any]("Last day", lambda partner: partner.valid_to),
    Column[Any]("Duties passed to", lambda partner: joined(list(partner.successors.all()))),
    Column[Any]("People here", lambda partner: partner.people_here),
]
