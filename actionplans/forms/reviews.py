"""What officers type about reviews, and what anyone says who was asked wrongly."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from actionplans.forms.fields import PersonField
from actionplans.models import (
    DecisionKind,
    Rating,
    Review,
    ReviewAnswer,
    ReviewRound,
    ReviewState,
    Via,
)
from actionplans.models.plan import ANSWERABLE
from partners.models import Partner, User
from smp_portal.foundation.forms import PortalForm, Radios, RatingRadios, Textarea

_TOLD = [(Via.PHONE.value, "By telephone"), (Via.EMAIL.value, "By mail")]
_TOLD += [(Via.MEETING.value, "At a meeting")]
_DECISIONS = [
    (DecisionKind.ACCEPT.value, "Accept it"),
    (DecisionKind.RETURN.value, "Return it to the owner"),
    (DecisionKind.CORRECT.value, "Correct the rating"),
]
_DECISION_HINTS = {
    DecisionKind.ACCEPT.value: "The board sees the owner’s rating and words.",
    DecisionKind.RETURN.value: "It is owed again, and the owner gets your reason by mail.",
    DecisionKind.CORRECT.value: "The board sees your rating, with the owner’s words and your reason.",
}


class ToldForm(PortalForm):
    """How an answer reached the officer who types it in, and who gave it."""

    via = forms.ChoiceField(
        label="How did the answer come?", choices=_TOLD, widget=Radios(inline=True)
    )
    said_by = PersonField(
        label="Who gave it?", queryset=User.objects.none(), widget=Radios(), empty_label=None
    )
    named = {"via": "how the answer came", "said_by": "who gave the answer"}

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        """Offer the people who may answer for the plan."""
        super().__init__(*args, **kwargs)
        asked = User.objects.filter(pk__in=[person.pk for person in people])
        self.fields["said_by"].queryset = asked.select_related("partner")  # type: ignore[attr-defined]


class DecisionForm(PortalForm):
    """What an officer makes of the newest answer; nothing is chosen beforehand."""

    answer = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="What do you make of this answer?",
        choices=_DECISIONS,
        widget=Radios(hints=_DECISION_HINTS),
        error_messages={"required": "Choose whether to accept, return or correct this answer"},
    )
    rating = forms.ChoiceField(
        label="What should the rating be?",
        choices=[(rating.value, rating.label) for rating in ANSWERABLE],
        widget=RatingRadios(),
        required=False,
    )
    reason = forms.CharField(
        label="Why, in words for the owner",
        help_text="Needed when you return or correct the answer.",
        max_length=1000,
        required=False,
        widget=Textarea({"rows": 3}),
    )
    marks_optional = False
    named = {"reason": "the reason"}
    label_sizes = {"kind": "m"}

    def __init__(
        self, *args: Any, answer: ReviewAnswer, kinds: list[DecisionKind], **kwargs: Any
    ) -> None:
        """Decide on the answer that the officer has read, as far as the papers still allow it."""
        kwargs["initial"] = kwargs.get("initial", {}) | {"answer": answer.pk}
        super().__init__(*args, **kwargs)
        self.read, self.only_corrects = answer, kinds == [DecisionKind.CORRECT]
        offered = [choice for choice in _DECISIONS if choice[0] in kinds]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]

    def decision(self) -> dict[str, Any]:
        """What was decided, as the review takes it."""
        said = self.cleaned_data
        return {
            "kind": DecisionKind(said["kind"]),
            "rating": said["rating"],
            "reason": said["reason"],
        }

    def clean(self) -> dict[str, Any]:
        """A return has a reason, a correction also another rating."""
        data = self.cleaned_data
        kind = data.get("kind")
        if kind == DecisionKind.CORRECT:
            self._check_rating(data.get("rating", ""))
        else:
            data["rating"] = ""
        if kind in {DecisionKind.RETURN, DecisionKind.CORRECT} and not data.get("reason"):
            verb = "return" if kind == DecisionKind.RETURN else "correct"
            self.add_error("reason", f"Say why you {verb} it, so that the owner knows what to do")
        return data

    def _check_rating(self, rating: str) -> None:
        if not rating:
            self.add_error("rating", "Choose what the rating should be")
        elif rating == self.read.rating and not self.only_corrects:
            same = Rating(rating).label.lower()
            self.add_error("rating", f"The owner said {same} too: accept it, or choose another")


class NotMineForm(PortalForm):
    """Who should be asked instead."""

    who_then = forms.CharField(
        label="Who should we ask instead?",
        help_text="A name or an organisation. If you don’t know, say so.",
        max_length=500,
        widget=Textarea({"rows": 2}),
        error_messages={"required": "Say who should be asked, or that you don’t know"},
    )


class ReviewFilterForm(PortalForm):
    """Which reviews a list shows; what can't be understood narrows nothing."""

    round = forms.ModelChoiceField(
        ReviewRound.objects.opened(), required=False, empty_label="All rounds"
    )
    state = forms.ChoiceField(choices=[("", "Any state"), *ReviewState.choices], required=False)
    organisation = forms.ModelChoiceField(
        Partner.objects.all(), required=False, empty_label="All organisations"
    )

    marks_optional = False
    at_first = ""

    @classmethod
    def of(cls, asked: QueryDict, *, now_only: bool) -> "ReviewFilterForm":
        """What was chosen; before anything was, the current round alone or all of them."""
        data = asked.copy()
        current = ReviewRound.objects.current() if now_only else None
        at_first = str(current.pk) if current else ""
        data.setdefault("round", at_first)
        form = cls(data)
        form.at_first = at_first
        return form

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        if self.data.get("round") != self.at_first:
            return True
        return any(self.data.get(name) for name in ("state", "organisation"))

    def narrowed(self, reviews: QuerySet[Review]) -> QuerySet[Review]:
        """Only the reviews that were chosen."""
        self.full_clean()
        fields = {"round": "round", "state": "state", "organisation": "plan__owner__partner"}
        chosen = {
            field: self.cleaned_data[name]
            for name, field in fields.items()
            if self.cleaned_data.get(name)
        }
        return reviews.filter(**chosen)
