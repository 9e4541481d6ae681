"""The story told in the order in which it happened, by the portal's own services."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from actionplans.models import FrameworkSettings
from partners.models import Meeting, Partner, User
from priorities.models import (
    Aim,
    Alignment,
    CountyPriority,
    PlanSection,
    Priority,
    Reason,
    StrategicPlan,
)
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.actions import action_happenings
from smp_portal.pages.demonstration.story.answers import answer_happenings
from smp_portal.pages.demonstration.story.happening import Happening
from smp_portal.pages.demonstration.story.listening import listening_happenings, make_places
from smp_portal.pages.demonstration.story.mails import mails_going_out
from smp_portal.pages.demonstration.story.measures import measure_happenings
from smp_portal.pages.demonstration.story.packs import pack_happenings
from smp_portal.pages.demonstration.story.people import make_people, people_leaving
from smp_portal.pages.demonstration.story.plan_words import plan_word_happenings
from smp_portal.pages.demonstration.story.plans import plan_happenings
from smp_portal.pages.demonstration.story.rounds import make_meetings_and_rounds, rounds_opening

_REMEMBERED = (
    *(FrameworkSettings, Partner, User, Meeting, StrategicPlan, PlanSection, Aim),
    *(Priority, Reason, Alignment, CountyPriority),
)


def tell(*, until: datetime) -> None:
    """All that happened before this moment, once the partnership's plan is there."""
    # With the usual three days the mail would go out on the first morning itself, before anybody looks.
    FrameworkSettings.objects.create(
        due_lead_days=2,
        team_in_person="The council’s offices in Melton Mowbray, Monday to Friday, 9am to 4.30pm",
        team_address="Safer Melton Partnership\n1 Example Street\nMelton Mowbray",
    )
    make_people()
    make_places()
    make_meetings_and_rounds()
    _date_the_records()
    # What happens at one moment keeps the order of the list: a round opens, then its mails go out.
    for happening in sorted(_happenings(until)):
        happening.do(happening.at)


def _happenings(until: datetime) -> Iterator[Happening]:
    plans = pages.plan_files()
    return chain(
        listening_happenings(),
        plan_word_happenings(),
        *map(plan_happenings, plans),
        *map(action_happenings, plans),
        *map(measure_happenings, plans),
        rounds_opening(until=until),
        mails_going_out(until=until),
        *map(answer_happenings, plans),
        pack_happenings(),
        people_leaving(),
    )


def _date_the_records() -> None:
    """Let what was there from the beginning say so; the library dates it by the real clock."""
    began = pages.moment(pages.BEGAN_ON)
    for model in _REMEMBERED:
        model.history.update(history_date=began)
