"""The answers of many people, made in a moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from consultations.models import (
    AgeBand,
    Answer,
    Community,
    Consultation,
    Option,
    Question,
    Response,
    ResponseSource,
)
from partners.models import User
from tests.factories import CommunityFactory, officer

AT = datetime(2020, 2, 4, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """What one person chose, where they live and how old they are."""

    chosen: Sequence[Option | str] = ()
    village: bool | None = False
    band: str = AgeBand.AGE_45_64
    question: Question | None = None
    place: str = ""


@dataclass
class Gathered:
    """Where people live and who typed in what they said."""

    by: User = field(default_factory=officer)
    places: dict[tuple[bool, str], Community] = field(default_factory=dict)

    def community(self, said: Said) -> Community | None:
        """The place that a person named."""
        if said.village is None:
            return None
        name = said.place or ("Upper Village" if said.village else "Melton")
        key = said.village, name
        if key not in self.places:
            found = Community.objects.filter(name=name).first()
            self.places[key] = found or CommunityFactory.create(name=name, is_rural=said.village)
        return self.places[key]


def gather(consultation: Consultation, people: Iterable[Said]) -> None:
    """Put what people said into a consultation."""
    gathered, people = Gathered(), list(people)
    responses = Response.objects.bulk_create(
        Response(
            consultation=consultation,
            community=gathered.community(said),
            age_band=said.band,
            answered_on=date(2020, 2, 3),
            source=ResponseSource.PAPER,
            recorded_by=gathered.by,
            recorded_at=AT,
        )
        for said in people
    )
    Answer.objects.bulk_create(
        _answer(response, said, chosen)
        for response, said in zip(responses, people, strict=True)
        for chosen in said.chosen
    )


def _answer(response: Response, said: Said, chosen: Option | str) -> Answer:
    if isinstance(chosen, Option):
        return Answer(response=response, question_id=chosen.question_id, option=chosen)
    return Answer(response=response, question=said.question, text=chosen)
