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

    def __init__(self, data: Mapping[str, Any] | None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    @property
    def day(self) -> date | None:
        """The day that is asked for, where it is one that can be shown."""
        return self.cleaned_data["on"] if self.is_valid() else None

    def not_before(self, first: date | None) -> None:
        """Take no day before the plan began, which is known only once the plans are read."""
        if first and self.day and self.day < first:
            began = f"The community safety plan began on {long_date(first)}."
            self.add_error("on", f"{began} Enter that date or a later one")

    def clean_on(self) -> date:
        """A day that is not still to come."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            today = long_date(self.today)
            raise forms.ValidationError(
                f"{long_date(day)} is still to come. Enter {today} or an earlier date"
            )
        return day


def day_form(asked: Mapping[str, Any], *, today: date) -> DayForm:
    """The form with the day that the address names, in one piece or in three boxes."""
    if "on_day" in asked:
        return DayForm(asked, today=today)
    if not asked.get("on"):
        return DayForm(None, today=today)
    year, _, rest = str(asked["on"]).partition("-")
    month, _, day = rest.partition("-")
    parts = {"on_year": year, "on_month": month.lstrip("0"), "on_day": day.lstrip("0")}
    return DayForm(parts, today=today)


def moment_asked(day: date | None, *, now: datetime) -> Moment:
    """The moment to show: the end of an earlier day, or today's page as it always is."""
    today = timezone.localdate(now)
    if day is None or day == today:
        return Moment(now, today, is_past=False)
    return Moment(end_of(day), day, is_past=True)
