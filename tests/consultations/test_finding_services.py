"""How a result becomes a finding, when it may be published, and what stays as it was."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from consultations.models import (
    AgeBand,
    Consultation,
    ConsultationStatus,
    Finding,
    Option,
    Question,
    QuestionKind,
)
from consultations.services.findings import (
    delete_finding,
    edit_finding,
    make_finding,
    publish_finding,
)
from partners.models import User
from priorities.models import Reason, ReasonKind
from tests.consultations.survey import Said, gather
from tests.factories import (
    OptionFactory,
    PriorityFactory,
    QuestionFactory,
    officer,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
LATER = datetime(2022, 10, 6, 8, 30, tzinfo=UTC)


@pytest.fixture
def helen() -> User:
    return officer(full_name="Helen Marsh")


@pytest.fixture
def question() -> Question:
    question: Question = QuestionFactory.create(kind=QuestionKind.SEVERAL, most=2)
    return question


@pytest.fixture
def options(question: Question) -> list[Option]:
    names = ["Roads", "Drugs", "Burglary"]
    return [OptionFactory.create(question=question, text=name) for name in names]


@pytest.fixture
def survey(question: Question, options: list[Option]) -> Consultation:
    """In the villages 30 chose roads and 20 drugs; outside 10 roads, 40 drugs; 8 in each chose burglary as well."""
    roads, drugs, burglary = options
    both = [Said([roads, burglary], village=True)] * 8 + [Said([drugs, burglary])] * 8
    gather(
        question.consultation,
        [Said([roads], village=True)] * 22
        + [Said([drugs], village=True)] * 20
        + [Said([roads])] * 10
        + [Said([drugs])] * 32
        + both,
    )
    return question.consultation


def finding(option: Option, helen: User, **details: object) -> Finding:
    usual = {"statement": "Roads come first.", "by": helen, "now": NOW}
    return make_finding(question=option.question, option=option, **(usual | details))  # type: ignore[arg-type]


def arithmetic(finding: Finding) -> tuple[int, int, Decimal, int]:
    finding.refresh_from_db()
    return finding.count, finding.base, finding.share, finding.rank


def test_finding_counts_its_audience(
    survey: Consultation, options: list[Option], helen: User
) -> None:
    roads = options[0]
    assert arithmetic(finding(roads, helen)) == (40, 100, Decimal("0.4000"), 2)
    assert arithmetic(finding(roads, helen, is_rural=True)) == (30, 50, Decimal("0.6000"), 1)
    assert arithmetic(finding(roads, helen, is_rural=False)) == (10, 50, Decimal("0.2000"), 2)
    bands = [AgeBand.AGE_65_OVER, AgeBand.AGE_45_64]
    old = finding(roads, helen, is_rural=True, age_bands=bands)
    assert arithmetic(old) == (30, 50, Decimal("0.6000"), 1)
    assert old.age_bands == ["AGE_45_64", "AGE_65_OVER"]


def test_finding_of_nobody_is_refused(
    survey: Consultation, options: list[Option], helen: User
) -> None:
    with pytest.raises(ValidationError, match="Nobody in this audience answered"):
        finding(options[0], helen, age_bands=[AgeBand.UNDER_18])
    assert Finding.objects.count() == 0


def test_publishing_counts_anew_and_keeps(
    survey: Consultation, options: list[Option], helen: User
) -> None:
    said = "Roads come first in the villages: 30 of 50 people, 60%."
    made = finding(options[0], helen, is_rural=True, statement=said)
    gather(survey, [Said([options[0]], village=True)] * 2)
    published = publish_finding(finding=made, by=helen, now=LATER)
    assert arithmetic(published) == (32, 52, Decimal("0.6154"), 1)
    assert published.statement == "Roads come first in the villages: 32 of 52 people, 62%."
    assert (published.published_at, published.published_by) == (LATER, helen)
    gather(survey, [Said([options[0]], village=True)] * 2)
    assert arithmetic(published) == (32, 52, Decimal("0.6154"), 1)


def test_published_finding_stays(survey: Consultation, options: list[Option], helen: User) -> None:
    made = publish_finding(finding=finding(options[0], helen), by=helen, now=NOW)
    deeds: list[Callable[[], object]] = [
        lambda: publish_finding(finding=made, by=helen, now=LATER),
        lambda: edit_finding(finding=made, statement="Other", by=helen, now=LATER),
        lambda: delete_finding(finding=made),
    ]
    for deed in deeds:
        with pytest.raises(ValidationError, match="published already"):
            deed()
    made.refresh_from_db()
    assert (made.statement, made.published_at) == ("Roads come first.", NOW)


def test_finding_in_another_place_is_put_right_first(
    survey: Consultation, options: list[Option], helen: User
) -> None:
    made = finding(options[0], helen, is_rural=True)
    gather(survey, [Said([options[1]], village=True)] * 20)
    with pytest.raises(ValidationError, match="30 of 70 people, 43% now, and in another place"):
        publish_finding(finding=made, by=helen, now=LATER)
    edit_finding(finding=made, statement="Roads come second.", by=helen, now=LATER)
    publish_finding(finding=made, by=helen, now=LATER)
    assert arithmetic(made) == (30, 70, Decimal("0.4286"), 2)


@pytest.mark.parametrize("status", [ConsultationStatus.OPEN, ConsultationStatus.DRAFT])
def test_finding_waits_for_the_end_of_the_consultation(
    survey: Consultation, options: list[Option], helen: User, status: ConsultationStatus
) -> None:
    made = finding(options[0], helen)
    Consultation.objects.update(status=status)
    with pytest.raises(ValidationError, match="Close the consultation first"):
        publish_finding(finding=made, by=helen, now=LATER)
    made.refresh_from_db()
    assert made.published_at is None


def test_finding_that_tells_of_few_is_not_published(question: Question, helen: User) -> None:
    few, many, more = (OptionFactory.create(question=question) for _ in range(3))
    gather(
        question.consultation,
        [Said([few], village=True)] * 4
        + [Said([few, many])] * 6
        + [Said([many, more], village=True)] * 30
        + [Said([more, many])] * 30
        + [Said([many])] * 10
        + [Said([more], village=True)] * 10,
    )
    publish_finding(finding=finding(few, helen), by=helen, now=NOW)
    # Ten over all and six outside the villages are four in the villages.
    for is_rural in (True, False):
        with pytest.raises(ValidationError, match="A figure under 5 could be worked out"):
            publish_finding(finding=finding(few, helen, is_rural=is_rural), by=helen, now=NOW)


def test_finding_of_place_and_age_at_once_is_not_published(
    survey: Consultation, options: list[Option], helen: User
) -> None:
    made = finding(options[0], helen, is_rural=True, age_bands=[AgeBand.AGE_45_64])
    with pytest.raises(ValidationError, match="A figure under 5 could be worked out"):
        publish_finding(finding=made, by=helen, now=NOW)


def test_finding_behind_a_hidden_answer_is_not_published(question: Question, helen: User) -> None:
    most, shown, small, other = (OptionFactory.create(question=question) for _ in range(4))
    Question.objects.update(most=None)
    gather(
        question.consultation,
        [Said([most, shown], village=True)] * 20
        + [Said([most, small, other], village=True)] * 20
        + [Said([other, shown], village=True)] * 10
        + [Said([most, other])] * 4
        + [Said([shown, small])] * 20
        + [Said([shown, other])] * 10
        + [Said([small, other])] * 10,
    )
    made = finding(shown, helen, is_rural=True)
    assert made.rank == 2
    with pytest.raises(ValidationError, match="its place would tell of it"):
        publish_finding(finding=made, by=helen, now=NOW)


def test_finding_is_deleted_unless_a_reason_rests_on_it(
    survey: Consultation, options: list[Option], helen: User
) -> None:
    made = finding(options[0], helen)
    reason = Reason.objects.create(
        priority=PriorityFactory.create(),
        number=1,
        kind=ReasonKind.CONSULTATION,
        text="People said so.",
        finding=made,
    )
    with pytest.raises(ValidationError, match="A reason for a priority rests on this finding"):
        delete_finding(finding=made)
    reason.delete()
    delete_finding(finding=made)
    assert Finding.objects.count() == 0
