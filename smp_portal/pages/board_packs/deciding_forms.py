"""What officers write down of a meeting."""

from typing import Any

from django import forms
from django.db.models import Q

from actionplans.models import ActionPlan, Decision
from partners.models import Partner
from smp_portal.foundation.forms import PortalModelForm, Radios, Textarea


class DecisionForm(PortalModelForm):
    """What the board decided: agreed, not agreed or put off; by which organisation, by when."""

    marks_optional = False
    named = {
        "kind": "what the board made of it",
        "text": "what the board decided",
        "by_whom": "the organisation",
        "by_when": "the date by which it is done",
    }

    class Meta:
        model = Decision
        fields = ["plan", "kind", "text", "by_whom", "by_when"]
        widgets = {"kind": Radios, "text": Textarea(attrs={"rows": 3})}
        labels = {
            "plan": "Which plan is it about?",
            "kind": "What did the board make of it?",
            "text": "What was decided?",
            "by_whom": "Which organisation does it?",
            "by_when": "By when?",
        }
        help_texts = {
            "plan": "Leave this empty if it is about the whole partnership",
            "text": "In words that can be read without the minutes beside them",
            "by_whom": "Only where something was agreed that is to be done",
            "by_when": "For example, 31 10 2022",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = [one for one in fields["kind"].choices if one[0]]
        here = Q(valid_to=None) | Q(pk=self.instance.by_whom_id)
        fields["by_whom"].queryset = Partner.objects.filter(here)
        fields["by_whom"].empty_label = "No organisation"
        if self.instance.asked_id or self.instance.replaces_id:
            del fields["plan"]
        else:
            fields["plan"].queryset = ActionPlan.objects.active().filter(is_restricted=False)
            fields["plan"].empty_label = "No plan: the whole partnership"


class CorrectionForm(DecisionForm):
    """The same once more, and why."""

    reason = forms.CharField(
        label="Why is it corrected?",
        max_length=300,
        error_messages={"required": "Say why it is corrected"},
        help_text="The first wording stays to be seen beside it",
    )
