"""How somebody comes to another address."""

from datetime import datetime

from partners.models import User
from partners.services.people import save_user


def change_email(*, user: User, email: str, by: User, now: datetime) -> None:
    user.email = email
    save_user(user=user, by=by, now=now)
