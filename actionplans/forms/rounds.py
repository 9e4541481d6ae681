"""The dates of a reporting round."""

from datetime import date
from typing import Any

from django import forms

from actionplans.models import ReviewRound
from partners.models import Meeting
from smp_portal.foundation.forms import PortalModelForm
from smp_portal.foundation.words import day_date, long_date
from smp_portal.foundation.working_days import is_working_day


class RoundForm(PortalModelForm):
    """When a round opens, when its answers are due, and when the board gets its papers."""

    named = {
        "opens_on": "the day on which the round opens",
        "due_on": "the day on which answers are due",
        "papers_on": "the day on which the papers go out",
        "meeting": "the board’s meeting",
    }

    why = forms.CharField(
        label="Why do the dates move?",
        help_text="For the round’s history. For example, the board’s meeting was put off",
        max_length=300,
        required=False,
    )

    class Meta:
        model = ReviewRound
        fields = ["opens_on", "due_on", "papers_on", "meeting"]
        labels = {
            "opens_on": "Opens on",
            "due_on": "Answers due on",
            "papers_on": "Papers go out on",
            "meeting": "For the board’s meeting",
        }
        help_texts = {
            "opens_on": "Owners are asked from this day on. A working day.",
            "due_on": "Reminders are worked out from this day. A working day.",
            "papers_on": "Until this day late answers are still taken.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """An open round has opened: that day stays."""
        super().__init__(*args, **kwargs)
        if self.instance.opened_at is not None:
            del self.fields["opens_on"]
        board = Meeting.objects.of_the_board().filter(held_on__gt=self.instance.period_end)
        self.fields["meeting"].queryset = board.select_related("forum")  # type: ignore[attr-defined]
        self.fields["meeting"].empty_label = "No meeting yet"  # type: ignore[attr-defined]

    @property
    def changes(self) -> dict[str, Any]:
        """The new dates, without the words beside them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}

    def clean_opens_on(self) -> date:
        """Rounds open on working days, after their period."""
        day: date = self.cleaned_data["opens_on"]
        if day <= self.instance.period_end:
            ended = long_date(self.instance.period_end)
            raise forms.ValidationError(f"Enter a day after the period’s end, {ended}")
        return working(day)

    def clean_due_on(self) -> date:
        """Answers are due on working days."""
        return working(self.cleaned_data["due_on"])

    def clean(self) -> dict[str, Any]:
        """The dates follow each other: opening, answers, papers, meeting."""
        super().clean()
        data = self.cleaned_data
        meeting = data.get("meeting")
        if meeting and "papers_on" in data and data["papers_on"] is None:
            data["papers_on"] = meeting.papers_on
        in_order(self, opens_on=data.get("opens_on", self.instance.opens_on))
        papers_on = data.get("papers_on")
        if papers_on and meeting and papers_on > meeting.held_on:
            held = day_date(meeting.held_on)
            self.add_error("papers_on", f"Enter {held}, the day of the meeting, or an earlier day")
        return data


def in_order(form: forms.BaseForm, *, opens_on: date | None) -> None:
    """A round opens, its answers are due and its papers go out, one after the other."""
    due_on, papers_on = form.cleaned_data.get("due_on"), form.cleaned_data.get("papers_on")
    if due_on and opens_on and due_on < opens_on:
        form.add_error("due_on", f"Enter {day_date(opens_on)} or a later day")
    if due_on and papers_on and papers_on < due_on:
        form.add_error("papers_on", f"Enter {day_date(due_on)} or a later day")


def working(day: date) -> date:
    """This day, if offices are open on it."""
    if not is_working_day(day):
        said = day_date(day)
        raise forms.ValidationError(f"{said} is not a working day in England. Enter one that is")
    return day
