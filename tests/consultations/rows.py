"""What people said in the world of the tests: a consultation that was answered, and one that is being prepared."""

from datetime import UTC, datetime
from typing import Any

from consultations.models import (
    Consent,
    ConsultationStatus,
    Finding,
    Option,
    QuestionKind,
    ResponseFile,
)
from tests.factories import (
    AnswerFactory,
    CommunityFactory,
    ConsultationFactory,
    FindingFactory,
    OptionFactory,
    QuestionFactory,
    ResponseFactory,
    TestimonyFactory,
    officer,
)

LONG_AGO = datetime(2020, 4, 6, 9, 0, tzinfo=UTC)


def places_of_what_people_said() -> dict[str, dict[str, Any]]:
    """Where each thing is found: what its address is made of."""
    survey = ConsultationFactory.create(title="Residents’ survey", slug="residents-survey")
    draft = ConsultationFactory.create(
        slug="draft", status=ConsultationStatus.DRAFT, opened_on=None, closed_on=None
    )
    question = QuestionFactory.create(consultation=survey, number=1, kind=QuestionKind.SEVERAL)
    roads = OptionFactory.create(question=question, number=1, text="Road safety")
    OptionFactory.create(question=question, number=2, text="Burglary")
    community = CommunityFactory.create(name="Upper Village", slug="upper-village", is_rural=True)
    paper = ResponseFactory.create(consultation=survey, community=community)
    AnswerFactory.create(response=paper, option=roads)
    said = TestimonyFactory.create(community=community)
    kept = TestimonyFactory.create(community=community, consent=Consent.PARTNERS)
    waiting, told = findings_of(roads)
    file = ResponseFile.objects.create(
        consultation=survey, name="answers.csv", sha256="0" * 64, uploaded_at=LONG_AGO
    )
    return {
        "published_consultation": {
            "slug": ConsultationFactory.create(
                slug="published", status=ConsultationStatus.PUBLISHED
            ).slug
        },
        "option": {"slug": survey.slug, "pk": roads.pk},
        # The address of one consultation with the option of another.
        "crossed_option": {"slug": draft.slug, "pk": roads.pk},
        "finding": {"pk": waiting.pk},
        "published_finding": {"pk": told.pk},
        "no_finding": {"pk": 999_999},
        "consultation": {"slug": survey.slug},
        "draft_consultation": {"slug": draft.slug},
        "community": {"slug": community.slug},
        "to_publish": {"slug": survey.slug, "to": "published"},
        "draft_to_open": {"slug": draft.slug, "to": "open"},
        "question": {"slug": survey.slug, "pk": question.pk},
        # The address of one consultation with the question of another.
        "crossed_question": {"slug": draft.slug, "pk": question.pk},
        "testimony": {"pk": said.pk},
        "testimony_for_partners": {"pk": kept.pk},
        "response_file": {"slug": survey.slug, "pk": file.pk},
        "crossed_response_file": {"slug": draft.slug, "pk": file.pk},
        "paper": {"slug": survey.slug, "pk": paper.pk},
        "crossed_paper": {"slug": draft.slug, "pk": paper.pk},
    }


def findings_of(option: Option) -> tuple[Finding, Finding]:
    """One that waits to be published, and one that everybody reads."""
    waiting = FindingFactory.create(option=option)
    told = FindingFactory.create(
        option=option, published_at=datetime(2020, 5, 4, 10, tzinfo=UTC), published_by=officer()
    )
    return waiting, told
