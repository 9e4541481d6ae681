"""Who is in the partnership: organisations, people, where they meet and what they agreed to."""

from partners.models.forum import Forum, Meeting
from partners.models.partner import Commitment, LegalRole, ListedAs, Partner
from partners.models.user import Absence, Role, User

__all__ = [
    "Absence",
    "Commitment",
    "Forum",
    "LegalRole",
    "ListedAs",
    "Meeting",
    "Partner",
    "Role",
    "User",
]
