"""What the partnership asked, what people said, and what it took from that."""

from consultations.models.community import Community, CommunityKind, Theme
from consultations.models.consultation import (
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    Option,
    Question,
    QuestionKind,
)
from consultations.models.finding import Finding
from consultations.models.response import AgeBand, Answer, Response, ResponseSource
from consultations.models.response_file import ResponseFile, ResponseFileState
from consultations.models.testimony import Consent, Direction, Testimony, TestimonyMethod

__all__ = [
    "AgeBand",
    "Answer",
    "Community",
    "CommunityKind",
    "Consent",
    "Consultation",
    "ConsultationKind",
    "ConsultationStatus",
    "Direction",
    "Finding",
    "Option",
    "Question",
    "QuestionKind",
    "Response",
    "ResponseFile",
    "ResponseFileState",
    "ResponseSource",
    "Testimony",
    "TestimonyMethod",
    "Theme",
]
