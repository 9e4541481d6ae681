"""What officers fill in about the plan's text and the county's priorities."""

from typing import Any, cast

from django import forms

from priorities.models import Aim, CountyPriority, LocalPosition, PlanSection, StrategicPlan
from smp_portal.foundation.forms import PortalModelForm, Radios, Textarea, VersionField

HOW_TEXT_SHOWS = "A blank line begins a paragraph, a line that begins with “- ” a bullet."
POSITION_HINTS = {
    "COVERED": "Our own priorities meet it",
    "PARTLY": "Our own priorities meet some of it",
    "LED_COUNTYWIDE": "The county leads it, so there is no local plan",
    "GAP": "Nobody meets it here yet",
}


class _PlanText(PortalModelForm):
    """A piece of the plan, started from the version on the screen."""

    version = VersionField()

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        return {"version": values.pop("version"), "values": values}


class SectionForm(_PlanText):
    """A section's title and text."""

    named = {"title": "a title for the section"}

    class Meta:
        model = PlanSection
        fields = ["title", "body"]
        labels = {"title": "Title", "body": "Text"}
        help_texts = {"body": HOW_TEXT_SHOWS}
        widgets = {"body": Textarea(attrs={"rows": 14})}


class SectionAddForm(SectionForm):
    """A new section, added to the plan's version on the screen."""

    def __init__(self, *args: Any, plan: StrategicPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = plan.version


class AimForm(_PlanText):
    """What an aim is called, and what it means; the aims are edited with their plan."""

    named = {"title": "a title for the aim"}

    class Meta:
        model = Aim
        fields = ["title", "text"]
        labels = {"title": "Title", "text": "What it means"}
        widgets = {"text": Textarea()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.plan.version


class CountyPriorityForm(_PlanText):
    """How far the plan meets one of the county's priorities."""

    named = {"local_position": "how far the plan meets it"}

    class Meta:
        model = CountyPriority
        fields = ["local_position", "note"]
        labels = {"local_position": "How far do we meet it in Melton?", "note": "Note"}
        help_texts = {"note": "What meets it, or who leads it, in a sentence or two"}
        widgets = {"local_position": Radios(hints=POSITION_HINTS), "note": Textarea()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        positions = cast("forms.ChoiceField", self.fields["local_position"])
        positions.choices = LocalPosition.choices
        positions.required = True
