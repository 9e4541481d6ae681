"""What the dashboard is asked for: a day, a meeting to compare with, and which of the plans."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from smp_portal.foundation.forms import PortalForm
from smp_portal.foundation.words import long_date
from smp_portal.foundation.working_days import end_of
from smp_portal.pages.dashboard.queries import Moment


class DayForm(PortalForm):
    """An earlier date, on which the position is shown as it was known then."""

    on = forms.DateField(
        label="Show the position on an earlier date",
        help_text="For example, 7 7 2022. You see what was known at the end of that day.",
    )
    named = {"on": "the date"}
    marks_optional = False

    def __init__(self, data: Mapping[str, Any] | None, *, first: date | None, today: date) -> None:
        """No day before the plan began, and none that is still to come."""
        super().__init__(data)
        self.first, self.today = first, today

    def clean_on(self) -> date:
        """A day about which something can be known."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            today = long_date(self.today)
            raise forms.ValidationError(
                f"{long_date(day)} is still to come. Enter {today} or an earlier date"
            )
        if self.first and day < self.first:
            raise forms.ValidationError(
                f"The community safety plan began on {long_date(self.first)}. "
                "Enter that date or a later one"
            )
        return day


def day_form(asked: Mapping[str, Any], *, first: date | None, today: date) -> DayForm:
    """The form with the day that the address names, in one piece or in three boxes."""
    if "on_day" in asked:
        return DayForm(asked, first=first, today=today)
    if not asked.get("on"):
        return DayForm(None, first=first, today=today)
    year, _, rest = str(asked["on"]).partition("-")
    month, _, day = rest.partition("-")
    parts = {"on_year": year, "on_month": month.lstrip("0"), "on_day": day.lstrip("0")}
    return DayForm(parts, first=first, today=today)


def moment_asked(day: date | None, *, now: datetime) -> Moment:
    """The moment to show: the end of an earlier day, or today's page as it always is."""
    today = timezone.localdate(now)
    if day is None or day == today:
        return Moment(now, today, is_past=False)
    return Moment(end_of(day), day, is_past=True)
