"""The lists of what people said: what they are sorted by, and their columns as files."""

from collections.abc import Callable, Sequence

from consultations.models import Community, Consultation, Question, Response, Testimony
from smp_portal.foundation.lists import A_TO_Z, EARLIEST, Column, SortKey


def answers_told(consultation: Consultation) -> str | int:
    """How many answered, as far as the reader of the list may know."""
    count: int | None = getattr(consultation, "answer_count", None)
    return "Fewer than 5" if count is None else count


CONSULTATION_SORTS = (
    SortKey("title", "Consultation", A_TO_Z),
    SortKey("when", "When", EARLIEST),
    SortKey("answers", "Answers", ("fewest first", "most first")),
)
CONSULTATION_FIELDS = {
    "title": ("title",),
    "when": ("opened_on",),
    "answers": ("answer_count",),
}
CONSULTATION_COLUMNS = [
    Column[Consultation]("Consultation", lambda one: one.title),
    Column[Consultation]("Kind", lambda one: one.get_kind_display()),
    Column[Consultation]("Who was asked", lambda one: one.audience),
    Column[Consultation]("Where", lambda one: one.place),
    Column[Consultation]("Opened on", lambda one: one.opened_on),
    Column[Consultation]("Closed on", lambda one: one.closed_on),
    Column[Consultation]("Status", lambda one: one.get_status_display()),
    Column[Consultation]("Answers", answers_told),
]

ANSWER_SORTS = (
    SortKey("answered", "Answered on", EARLIEST),
    SortKey("place", "Place and age", A_TO_Z),
)
ANSWER_FIELDS = {
    "answered": ("answered_on",),
    "place": ("community__name", "age_band"),
}

TESTIMONY_SORTS = (
    SortKey("heard", "When and how", EARLIEST),
    SortKey("community", "Community", A_TO_Z),
    SortKey("theme", "About", A_TO_Z),
)
TESTIMONY_FIELDS = {
    "heard": ("heard_on",),
    "community": ("community__name",),
    "theme": ("theme__title",),
}
TESTIMONY_COLUMNS = [
    Column[Testimony]("Heard on", lambda one: one.heard_on),
    Column[Testimony]("How", lambda one: one.get_method_display()),
    Column[Testimony]("Community", lambda one: one.community.name),
    Column[Testimony]("About", lambda one: one.theme.title),
    Column[Testimony]("What was said", lambda one: one.words),
    Column[Testimony]("Things get", lambda one: one.get_direction_display()),
    Column[Testimony]("Agreed", lambda one: one.get_consent_display()),
    Column[Testimony]("Checked with the community", lambda one: one.checked_with_community),
]

COMMUNITY_SORTS = (
    SortKey("name", "Community", A_TO_Z),
    SortKey("population", "Population", ("fewest first", "most first")),
    SortKey("answers", "Answers", ("fewest first", "most first")),
)
COMMUNITY_FIELDS = {
    "name": ("name",),
    "population": ("population",),
    "answers": ("answer_count",),
}
COMMUNITY_COLUMNS = [
    Column[Community]("Community", lambda one: one.name),
    Column[Community]("Kind", lambda one: one.get_kind_display()),
    Column[Community]("One of the villages", lambda one: one.is_rural),
    Column[Community]("Population", lambda one: one.population),
    Column[Community]("Answers", lambda one: getattr(one, "answer_count", None)),
    Column[Community]("Testimonies", lambda one: getattr(one, "testimony_count", None)),
]


def answer_columns(questions: Sequence[Question]) -> list[Column[Response]]:
    """One column for each question, after what is known of the person."""
    return [
        Column[Response]("Answered on", lambda one: one.answered_on),
        Column[Response]("Place", lambda one: one.community.name if one.community else "Not said"),
        Column[Response]("Age", lambda one: one.get_age_band_display()),
        Column[Response]("How it came in", lambda one: one.get_source_display()),
        *[Column[Response](str(question), _answer_to(question)) for question in questions],
    ]


def _answer_to(question: Question) -> Callable[[Response], str]:
    def words(response: Response) -> str:
        answers = response.answers.all()
        return "; ".join(str(one) for one in answers if one.question_id == question.pk)

    return words
