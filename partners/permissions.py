"""What a role may do."""

from django.core.exceptions import PermissionDenied

from partners.models import Role, User


def can_edit_plan_content(user: User) -> bool:
    """Officers and administrators keep the plan, its priorities and action plans."""
    return user.runs_the_portal


def can_administer_people(user: User) -> bool:
    """Administrators invite people and change what they may do."""
    return user.is_active and user.role == Role.ADMINISTRATOR


def require(allowed: bool) -> None:
    """Refuse with 403 what a person can see but may not do."""
    if not allowed:
        raise PermissionDenied
