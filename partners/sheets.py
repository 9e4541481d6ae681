"""The list of people: what it is sorted by, and its columns as a file."""

from partners.models import User
from smp_portal.foundation.lists import A_TO_Z, Column, SortKey

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
]
