"""Which officers are told what the team has to know."""

from datetime import date

from django.db.models import Exists, OuterRef

from partners.models import Absence, User


def officers_to_tell(*, on: date) -> list[User]:
    """The officers who are there; all of them, where everybody is away: somebody always hears."""
    away = Absence.objects.on(on).filter(user=OuterRef("pk"))
    officers = list(User.objects.active().officers().annotate(is_away=Exists(away)))
    there = [officer for officer in officers if not officer.is_away]
    return there or officers
