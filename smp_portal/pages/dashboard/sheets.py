"""The dashboard's rows as a file: posts and organisations for the board, names for officers."""

from actionplans.queries.standing import PlanPosition
from actionplans.sheets import plan_columns
from partners.models import User
from smp_portal.foundation.lists import Column


def dashboard_columns(reader: User) -> list[Column[PlanPosition]]:
    """Where each plan stands, for how long, and what its dates and its papers say beside it."""
    column = Column[PlanPosition]
    return [
        *plan_columns(reader),
        column("In this state", lambda row: row.lasting),
        column("Nothing has changed", lambda row: row.repeated),
        column("What the dates say", lambda row: row.dates_differ),
        column("Corrected", lambda row: row.corrected),
        column("After the papers", lambda row: "\n".join(row.after_papers)),
        column("Decision asked", _asked),
    ]


def _asked(row: PlanPosition) -> str:
    return row.newest.decision_asked if row.newest else ""
