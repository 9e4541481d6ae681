"""What officers fill in about a forum and its meetings."""

from datetime import date
from typing import Any

from django import forms

from partners.models import Forum, Meeting
from smp_portal.foundation.forms import PortalModelForm
from smp_portal.foundation.words import long_date


class ForumForm(PortalModelForm):
    """A standing meeting of the partnership or the county."""

    named = {"name": "the forum’s name"}

    class Meta:
        model = Forum
        fields = ["name", "is_countywide"]
        error_messages = {
            "name": {"unique": "Enter another name: there is a forum with this one already"}
        }
        labels = {"name": "Name", "is_countywide": "It meets for the whole county"}


class MeetingForm(PortalModelForm):
    """The day of a meeting, and the day on which its papers go out."""

    named = {"held_on": "the day of the meeting", "papers_on": "the day its papers go out"}

    class Meta:
        model = Meeting
        fields = ["held_on", "papers_on"]
        labels = {"held_on": "Meets on", "papers_on": "Papers go out on"}
        help_texts = {"papers_on": "For the Board, a week before the meeting as a rule"}

    def clean_held_on(self) -> date:
        """A forum meets once a day."""
        held_on: date = self.cleaned_data["held_on"]
        others = Meeting.objects.filter(forum=self.instance.forum).exclude(pk=self.instance.pk)
        if others.filter(held_on=held_on).exists():
            raise forms.ValidationError(
                f"Enter another day: this forum meets on {long_date(held_on)} already"
            )
        return held_on

    def clean(self) -> dict[str, Any]:
        """The papers go out on or before the day of the meeting."""
        data = super().clean() or self.cleaned_data
        held_on, papers_on = data.get("held_on"), data.get("papers_on")
        if held_on and papers_on and papers_on > held_on:
            self.add_error("papers_on", f"Enter {long_date(held_on)} or an earlier day")
        return data
