"""What an officer says of a pack: for which meeting, its cover note, and how decisions are put to the board."""

from datetime import date
from typing import Any

from django import forms

from actionplans.models import BoardPack
from partners.models import Meeting
from smp_portal.foundation.forms import PortalForm, PortalModelForm, Radios, VersionField
from smp_portal.foundation.forms.text import Textarea
from smp_portal.foundation.words import day_date, long_date
from smp_portal.pages.board_packs.building import Question

# Who prepares a pack after the meeting has been held does it soon.
_MEETINGS = 6


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The board's meetings by their day."""

    def label_from_instance(self, obj: Any) -> str:
        """Thursday 20 October 2022: papers go out on 13 October 2022."""
        day = f"{day_date(obj.held_on)} {obj.held_on.year}"
        return f"{day}: papers go out on {long_date(obj.papers_on)}"


class PackForm(PortalForm):
    """The meeting that a pack is for."""

    named = {"meeting": "the meeting"}

    meeting = MeetingField(
        queryset=Meeting.objects.none(),
        label="Which meeting is the pack for?",
        widget=Radios,
        empty_label=None,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board = Meeting.objects.of_the_board()
        last = board.last_before(on)
        coming = board.filter(held_on__gte=last.held_on if last else on).order_by("held_on")
        keys = list(coming.values_list("pk", flat=True)[:_MEETINGS])
        field: Any = self.fields["meeting"]
        field.queryset = board.filter(pk__in=keys).order_by("held_on")
        upcoming = board.next_after(on)
        self.initial.setdefault("meeting", upcoming.pk if upcoming else None)


class PackEditForm(PortalModelForm):
    """The cover note; for each decision that an owner asks, the words for the board, or that it is left out."""

    marks_optional = False

    note = forms.CharField(
        label="Cover note",
        required=False,
        widget=Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text="What the board should know before it reads on. Lines that begin with - become bullets.",
    )
    version = VersionField()

    class Meta:
        model = BoardPack
        fields = ["note"]

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for one in questions:
            self._ask(one)
        self.order_fields([*(name for name in self.fields if name != "version"), "version"])

    def wording(self) -> dict[str, Any]:
        """What the draft keeps: for each answer its decision's words, and whether it is left out."""
        kept = dict(self.instance.wording)
        for one in self.questions:
            key = one.answer.answer_pk
            kept[str(key)] = {
                "text": self.cleaned_data[f"text-{key}"],
                "is_left_out": self.cleaned_data[f"out-{key}"],
            }
        return kept

    def clean(self) -> dict[str, Any]:
        """A decision that is asked needs words."""
        super().clean()
        for one in self.questions:
            key = one.answer.answer_pk
            said, left_out = (self.cleaned_data.get(f"{name}-{key}") for name in ("text", "out"))
            if not said and not left_out and f"text-{key}" not in self.errors:
                words = f"Enter the decision asked for {one.plan}, or leave it out"
                self.add_error(f"text-{key}", words)
        return self.cleaned_data

    def _ask(self, one: Question) -> None:
        key = one.answer.answer_pk
        self.fields[f"text-{key}"] = forms.CharField(
            label=f"Decision asked for {one.plan}",
            required=False,
            widget=Textarea(attrs={"rows": 3}),
            max_length=1000,
            initial=one.text,
            help_text=f"The owner wrote: {one.answer.decision_asked}",
        )
        self.fields[f"out-{key}"] = forms.BooleanField(
            label=f"Leave the decision for {one.plan} out of the pack",
            required=False,
            initial=one.is_left_out,
        )
