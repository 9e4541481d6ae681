"""What people said in the world of the tests: a consultation that was answered, and one that is being prepared."""

from typing import Any

from consultations.models import Consent, ConsultationStatus, QuestionKind
from tests.factories import (
    AnswerFactory,
    CommunityFactory,
    ConsultationFactory,
    OptionFactory,
    QuestionFactory,
    ResponseFactory,
    TestimonyFactory,
)


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
    return {
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
        "paper": {"slug": survey.slug, "pk": paper.pk},
        "crossed_paper": {"slug": draft.slug, "pk": paper.pk},
    }
