"""What people said, made for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

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
from partners.models import Role
from tests.factories.partners import UserFactory


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
