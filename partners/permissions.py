"""What a role may do."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

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


def readers_only(user: User) -> None:
    """Nothing is there for somebody who has left, or is nobody's partner yet."""
    if not user.may_read:
        raise Http404


def team_only(user: User) -> None:
    """What only those who run the portal may know of is not there for anybody else."""
    if not user.runs_the_portal:
        raise Http404


def editors_only(user: User) -> None:
    """The pages on which officers keep the plan: 404 for strangers, 403 for those who may only read it."""
    readers_only(user)
    require(can_edit_plan_content(user))
