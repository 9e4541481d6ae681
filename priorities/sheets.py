"""The columns of the lists of priorities, and of what they meet, as files."""

from collections.abc import Iterable

from priorities.models import Alignment, Priority
from priorities.queries.meeting import CountyRow, ThemeRow
from smp_portal.foundation.lists import Column

PRIORITY_COLUMNS = [
    Column[Priority]("Number", lambda priority: priority.number),
    Column[Priority]("Priority", lambda priority: priority.title),
    Column[Priority]("Status", lambda priority: priority.get_status_display()),
    Column[Priority]("What we want to achieve", lambda priority: priority.what_we_want),
    Column[Priority]("How we will work", lambda priority: priority.how_we_will_work),
    Column[Priority]("Why it is one", lambda priority: _lines(priority.reasons.all())),
    Column[Priority](
        "Serves the county’s", lambda priority: _lines(priority.county_priorities.all())
    ),
    Column[Priority]("Meets the pressures", lambda priority: _lines(priority.themes.all())),
    Column[Priority]("Aims", lambda priority: _lines(priority.aims.all())),
]
COUNTY_COLUMNS = [
    Column[CountyRow]("Number", lambda row: row.county.number),
    Column[CountyRow]("The county’s priority", lambda row: row.county.title),
    Column[CountyRow]("In Melton", lambda row: row.county.get_local_position_display()),
    Column[CountyRow]("Note", lambda row: row.county.note),
    Column[CountyRow](
        "Our priorities that serve it", lambda row: _lines(map(_with_note, row.served_by))
    ),
]
THEME_COLUMNS = [
    Column[ThemeRow]("Number", lambda row: row.theme.number),
    Column[ThemeRow]("Pressure", lambda row: row.theme.title),
    Column[ThemeRow]("Our priorities that meet it", lambda row: _lines(row.met_by)),
]


def _with_note(alignment: Alignment) -> str:
    return ": ".join(filter(None, (str(alignment.priority), alignment.note)))


def _lines(things: Iterable[object]) -> str:
    return "\n".join(map(str, things))
