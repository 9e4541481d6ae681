"""What officers fill in about one reason, or about one answer to what people said."""

from typing import Any, cast

from django import forms
from django.db.models import Q

from consultations.models import Finding
from priorities.models import Priority, PublicReply, Reason, ReasonKind
from smp_portal.foundation.forms import PortalForm, PortalModelForm, Radios, Textarea, VersionField

FINDING_OF_CONSULTATION = "Only a reason from what people said rests on a survey result."
KIND_HINTS = {
    "CONSULTATION": "A survey, a poll, an event: it can rest on a published result",
    "STATUTE": "What an Act asks of the partnership",
}


class _FindingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the survey results that are published."""

    def label_from_instance(self, obj: Any) -> str:
        """The result in its sentence, and where it comes from."""
        return f"{obj.statement} ({obj.question.consultation})"


class _PartForm(PortalModelForm):
    """A part of a priority, started from the priority's version on the screen."""

    version = VersionField()

    def __init__(self, *args: Any, priority: Priority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = priority.version

    def given(self) -> dict[str, Any]:
        """What the service takes for a part that is there."""
        values = dict(self.cleaned_data)
        return {"version": values.pop("version"), "values": values}


class ReasonForm(_PartForm):
    """One answer to "Why has this priority been identified?"."""

    named = {"kind": "what kind of reason it is", "text": "the reason"}

    class Meta:
        model = Reason
        fields = ["kind", "text", "finding", "source"]
        labels = {
            "kind": "What kind of reason is it?",
            "text": "Why has this priority been identified?",
            "source": "Source",
        }
        help_texts = {
            "text": "In a sentence, as the public will read it",
            "source": "For example, “Resident survey, January to March 2020”",
        }
        widgets = {"kind": Radios(hints=KIND_HINTS), "text": Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = cast("forms.ChoiceField", self.fields["kind"])
        kinds.choices = ReasonKind.choices
        chosen = self.instance.finding_id
        self.fields["finding"] = _FindingField(
            queryset=Finding.objects.filter(
                Q(published_at__isnull=False) | Q(pk=chosen)
            ).select_related("question__consultation"),
            label="Which survey result does it rest on?",
            help_text="Only for what people said. Results are published from their consultation’s page.",
            empty_label="None",
            required=False,
            error_messages={"invalid_choice": "Choose a published survey result from the list"},
        )
        self.initial["finding"] = chosen

    def clean(self) -> dict[str, Any]:
        """Only what people said rests on a survey result."""
        kind = self.cleaned_data.get("kind")
        if self.cleaned_data.get("finding") and kind != ReasonKind.CONSULTATION:
            self.add_error("finding", FINDING_OF_CONSULTATION)
        return self.cleaned_data


class ReplyForm(_PartForm):
    """What the public is told came of something they said."""

    named = {"you_said": "what people said", "we_did": "what the partnership did"}

    class Meta:
        model = PublicReply
        fields = ["you_said", "we_did", "could_not"]
        labels = {
            "you_said": "You said",
            "we_did": "We did",
            "could_not": "We could not, because of what stands above",
        }
        help_texts = {
            "we_did": "What the partnership did, or why it could not",
            "could_not": "Then the public reads “We could not, because” instead of “We did”",
        }
        widgets = {
            "you_said": Textarea(attrs={"rows": 3}),
            "we_did": Textarea(attrs={"rows": 3}),
        }


class VersionForm(PortalForm):
    """Nothing to fill in: sending it is the answer, to what stood on the screen."""

    version = VersionField()
