"""People, plans and rounds made for tests; all plainly invented."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from actionplans.models import (
    Action,
    ActionPlan,
    Measure,
    MeasureState,
    PlanKind,
    PlanStatus,
    Reading,
    Review,
    ReviewRound,
)
from consultations.models import (
    Answer,
    Community,
    CommunityKind,
    Consent,
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    Direction,
    Finding,
    Option,
    Question,
    QuestionKind,
    Response,
    ResponseSource,
    Testimony,
    TestimonyMethod,
    Theme,
)
from partners.models import Absence, Forum, LegalRole, ListedAs, Meeting, Partner, Role, User
from priorities.models import Priority, PriorityStatus, StrategicPlan


class PartnerFactory(DjangoModelFactory[Partner]):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    listed_as = ListedAs.STATUTORY
    legal_role = LegalRole.RESPONSIBLE_AUTHORITY


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person {n}")
    post = "Community Safety Officer"
    partner = factory.SubFactory(PartnerFactory)
    role = Role.OWNER
    password = "!"


class AbsenceFactory(DjangoModelFactory[Absence]):
    class Meta:
        model = Absence

    user = factory.SubFactory(UserFactory)
    deputy = factory.SubFactory(UserFactory)
    starts_on = date(2022, 10, 3)
    ends_on = date(2022, 10, 14)


class ForumFactory(DjangoModelFactory[Forum]):
    class Meta:
        model = Forum
        django_get_or_create = ("slug",)

    name = "Safer Melton Partnership Board"
    slug = "board"
    is_board = True


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    forum = factory.SubFactory(ForumFactory)
    held_on = date(2022, 10, 20)
    papers_on = date(2022, 10, 13)


class StrategicPlanFactory(DjangoModelFactory[StrategicPlan]):
    class Meta:
        model = StrategicPlan
        django_get_or_create = ("slug",)

    title = "Community safety plan"
    slug = "2021-2024"
    starts_on = date(2021, 4, 1)
    ends_on = date(2024, 3, 31)


class PriorityFactory(DjangoModelFactory[Priority]):
    class Meta:
        model = Priority

    plan = factory.SubFactory(StrategicPlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Priority {n}")
    slug = factory.Sequence(lambda n: f"priority-{n}")
    status = PriorityStatus.ACTIVE


class ActionPlanFactory(DjangoModelFactory[ActionPlan]):
    class Meta:
        model = ActionPlan

    kind = PlanKind.PRIORITY
    priority = factory.SubFactory(PriorityFactory)
    # Above the numbers that tests name themselves.
    number = factory.Sequence(lambda n: n + 101)
    title = factory.Sequence(lambda n: f"Plan {n}")
    year = "2022/23"
    owner = factory.SubFactory(UserFactory)
    starts_on = date(2022, 4, 1)
    ends_on = date(2023, 3, 31)
    status = PlanStatus.ACTIVE


class ActionFactory(DjangoModelFactory[Action]):
    class Meta:
        model = Action

    plan = factory.SubFactory(ActionPlanFactory)
    reference = factory.Sequence(lambda n: f"1.{n}")
    title = factory.Sequence(lambda n: f"Action {n}")
    lead_partner = factory.SubFactory(PartnerFactory)
    due_on = date(2022, 12, 30)
    original_due_on = factory.LazyAttribute(lambda action: action.due_on)


class MeasureFactory(DjangoModelFactory[Measure]):
    class Meta:
        model = Measure

    plan = factory.SubFactory(ActionPlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Measure {n}")
    state = MeasureState.AGREED


class ReadingFactory(DjangoModelFactory[Reading]):
    """What a measure read in July to September 2022, recorded on 4 October."""

    class Meta:
        model = Reading

    measure = factory.SubFactory(MeasureFactory)
    period_start = date(2022, 7, 1)
    period_end = date(2022, 9, 30)
    value = Decimal(10)
    recorded_at = datetime(2022, 10, 4, 9, 0, tzinfo=UTC)
    recorded_by = factory.SubFactory(UserFactory)


class ReviewRoundFactory(DjangoModelFactory[ReviewRound]):
    """The round of July to September 2022, opened on Monday 3 October and due on Monday 10 October."""

    class Meta:
        model = ReviewRound

    title = "July to September 2022"
    period_start = date(2022, 7, 1)
    period_end = date(2022, 9, 30)
    opens_on = date(2022, 10, 3)
    due_on = date(2022, 10, 10)
    papers_on = date(2022, 10, 13)


class ReviewFactory(DjangoModelFactory[Review]):
    class Meta:
        model = Review

    round = factory.SubFactory(ReviewRoundFactory)
    plan = factory.SubFactory(ActionPlanFactory)


class ThemeFactory(DjangoModelFactory[Theme]):
    class Meta:
        model = Theme

    number = factory.Sequence(lambda n: n + 101)
    title = factory.Sequence(lambda n: f"Pressure {n}")
    slug = factory.Sequence(lambda n: f"pressure-{n}")


class CommunityFactory(DjangoModelFactory[Community]):
    class Meta:
        model = Community

    name = factory.Sequence(lambda n: f"Village {n}")
    slug = factory.Sequence(lambda n: f"village-{n}")
    kind = CommunityKind.VILLAGE


class ConsultationFactory(DjangoModelFactory[Consultation]):
    """A survey of three months, closed."""

    class Meta:
        model = Consultation

    title = factory.Sequence(lambda n: f"Survey {n}")
    slug = factory.Sequence(lambda n: f"survey-{n}")
    kind = ConsultationKind.SURVEY
    opened_on = date(2020, 1, 6)
    closed_on = date(2020, 3, 27)
    status = ConsultationStatus.CLOSED


class QuestionFactory(DjangoModelFactory[Question]):
    class Meta:
        model = Question

    consultation = factory.SubFactory(ConsultationFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Question {n}?")
    kind = QuestionKind.SINGLE


class OptionFactory(DjangoModelFactory[Option]):
    class Meta:
        model = Option

    question = factory.SubFactory(QuestionFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Option {n}")


class ResponseFactory(DjangoModelFactory[Response]):
    """One person's paper, typed in by an officer."""

    class Meta:
        model = Response

    consultation = factory.SubFactory(ConsultationFactory)
    community = factory.SubFactory(CommunityFactory)
    answered_on = date(2020, 2, 3)
    source = ResponseSource.PAPER
    recorded_by = factory.SubFactory(UserFactory, role=Role.OFFICER)
    recorded_at = datetime(2020, 2, 4, 10, 0, tzinfo=UTC)


class AnswerFactory(DjangoModelFactory[Answer]):
    """One option that a person chose."""

    class Meta:
        model = Answer

    response = factory.SubFactory(ResponseFactory)
    option = factory.SubFactory(OptionFactory)
    question = factory.LazyAttribute(lambda answer: answer.option and answer.option.question)


class FindingFactory(DjangoModelFactory[Finding]):
    """A finding over everybody, not published."""

    class Meta:
        model = Finding

    option = factory.SubFactory(OptionFactory)
    question = factory.LazyAttribute(lambda finding: finding.option.question)
    statement = factory.Sequence(lambda n: f"Finding {n}")
    count = 1
    base = 1
    share = Decimal(1)
    rank = 1
    computed_at = datetime(2020, 5, 4, 10, 0, tzinfo=UTC)


class TestimonyFactory(DjangoModelFactory[Testimony]):
    class Meta:
        model = Testimony

    community = factory.SubFactory(CommunityFactory)
    theme = factory.SubFactory(ThemeFactory)
    method = TestimonyMethod.LISTENING_EVENT
    heard_on = date(2022, 6, 14)
    words = "Cars are slower since the sign went up."
    consent = Consent.PUBLIC
    direction = Direction.BETTER


def officer(**details: Any) -> User:
    """A partnership officer."""
    return UserFactory.create(role=Role.OFFICER, **details)


def board_member(**details: Any) -> User:
    """A member of the board."""
    return UserFactory.create(role=Role.BOARD, **details)


def administrator(**details: Any) -> User:
    """Somebody who administers people and settings."""
    return UserFactory.create(role=Role.ADMINISTRATOR, **details)


def owner(**details: Any) -> User:
    """An action plan owner."""
    return UserFactory.create(role=Role.OWNER, **details)
