"""What becomes of the actions of somebody who leaves."""

from datetime import datetime

from actionplans.models import Action, EventKind
from actionplans.services.changes import Deed, in_history
from partners.models import User


def leave_action(*, action: Action, by: User, now: datetime, reason: str) -> None:
    """Write down that nobody leads an action any more.

    The action goes on naming the one who led it: that they have left is how everybody sees that it is vacant.
    """
    led_by = in_history(action.lead_person)
    Deed(by, now).record(
        action, EventKind.ACTION_EDITED, field="lead_person", old=led_by, new="", reason=reason
    )
