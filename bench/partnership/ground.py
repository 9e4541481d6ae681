"""Who there is, what they put first, and when they report: what the plans stand on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from actionplans.models import FrameworkSettings, ReviewRound, WorkerHeartbeat
from actionplans.quarters import Quarter, quarter_of
from bench.partnership.size import PARTNERS, PRIORITIES, YEARS, Size
from consultations.models import Community
from partners.models import Forum, Meeting, Partner, Role, User
from partners.models.partner import LegalRole, ListedAs
from priorities.models import Priority, StrategicPlan
from priorities.models.priority import PriorityStatus

COMMUNITIES = 30
NAMES = ("Alex", "Bernie", "Chris", "Dana", "Eden", "Fran", "Glenn", "Harper", "Indra", "Jules")
SURNAMES = ("Ashwell", "Barsby", "Croxton", "Dalby", "Eastwell", "Freeby", "Goadby", "Hoby")


@dataclass(frozen=True)
class Ground:
    """What the plans stand on, today's day with it."""

    today: date
    years: list[int]
    officer: User
    people: list[User]
    partners: list[Partner]
    priorities: list[Priority]
    communities: list[Community]
    rounds: list[ReviewRound]


def at(day: date, hour: int = 10) -> datetime:
    """A moment of a day by London's clocks."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def lay_ground(size: Size, *, today: date) -> Ground:
    """People, priorities and rounds, those of three years up to the present one."""
    first = quarter_of(today).year - YEARS + 1
    partners = _partners()
    FrameworkSettings.objects.create()
    WorkerHeartbeat.objects.create(at=timezone.now())
    return Ground(
        today=today,
        years=[first + number for number in range(YEARS)],
        officer=_person(0, Role.OFFICER, partners),
        people=User.objects.bulk_create(
            _unsaved(number, Role.OWNER, partners) for number in range(1, size.people)
        ),
        partners=partners,
        priorities=_priorities(first),
        communities=Community.objects.bulk_create(
            Community(name=f"Place {number}", slug=f"place-{number}", kind="VILLAGE")
            for number in range(1, COMMUNITIES + 1)
        ),
        rounds=_rounds(first, today),
    )


def _partners() -> list[Partner]:
    return Partner.objects.bulk_create(
        Partner(
            name=f"Organisation {number}",
            slug=f"organisation-{number}",
            listed_as=ListedAs.STATUTORY,
            legal_role=LegalRole.OTHER,
        )
        for number in range(1, PARTNERS + 1)
    )


def _person(number: int, role: Role, partners: list[Partner]) -> User:
    person = _unsaved(number, role, partners)
    person.save()
    return person


def _unsaved(number: int, role: Role, partners: list[Partner]) -> User:
    name = f"{NAMES[number % len(NAMES)]} {SURNAMES[number // 3 % len(SURNAMES)]}"
    return User(
        email=f"person-{number}@example.org",
        full_name=f"{name} {number}",
        post=f"Community safety manager {number % 7}",
        telephone="01632 960123",
        partner=partners[number % len(partners)],
        role=role,
        password="!nobody signs in by one",  # noqa: S106 - it is marked as unusable
    )


def _priorities(first: int) -> list[Priority]:
    plan = StrategicPlan.objects.create(
        title="Community safety plan",
        slug="community-safety-plan",
        starts_on=date(first, 4, 1),
        ends_on=date(first + YEARS, 3, 31),
    )
    return Priority.objects.bulk_create(
        Priority(
            plan=plan,
            number=number,
            title=f"What the partnership puts in place {number}",
            slug=f"priority-{number}",
            status=PriorityStatus.ACTIVE,
        )
        for number in range(1, PRIORITIES + 1)
    )


def _rounds(first: int, today: date) -> list[ReviewRound]:
    """The rounds of three years, opened where their day has come."""
    board = Forum.objects.create(name="The Board", slug="board", is_board=True)
    quarters = [Quarter(first + year, number) for year in range(YEARS) for number in (1, 2, 3, 4)]
    return [_round(quarter, board, today) for quarter in quarters]


def _round(quarter: Quarter, board: Forum, today: date) -> ReviewRound:
    opens_on = quarter.ends_on + timedelta(days=3)
    papers_on = opens_on + timedelta(days=12)
    meeting = Meeting.objects.create(
        forum=board, held_on=papers_on + timedelta(days=7), papers_on=papers_on
    )
    return ReviewRound.objects.create(
        title=quarter.title,
        period_start=quarter.starts_on,
        period_end=quarter.ends_on,
        opens_on=opens_on,
        due_on=opens_on + timedelta(days=7),
        papers_on=papers_on,
        meeting=meeting,
        opened_at=at(opens_on, 9) if opens_on <= today else None,
    )
