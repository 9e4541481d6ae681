"""What officers fill in about a priority."""

from typing import Any, cast

from django import forms

from consultations.models import Testimony
from priorities.models import CountyPriority, Priority, StrategicPlan
from smp_portal.foundation.forms import (
    Checkboxes,
    PortalForm,
    PortalModelForm,
    Radios,
    Textarea,
    VersionField,
)
from smp_portal.foundation.words import long_date

STATUS_HINTS = {
    "PROPOSED": "The partnership has not agreed it yet; the public does not see it",
    "ACTIVE": "The partnership works on it",
    "ACHIEVED": "It stays in the plan and says so",
    "WITHDRAWN": "It stays in the working plan and says so; the next edition leaves it out",
}


class PriorityAddForm(PortalModelForm):
    """A priority's title and what the partnership says about it; what is not known yet stays blank."""

    named = {
        "title": "a title for the priority",
        "status": "where the priority stands",
        "aims": "the aims",
        "themes": "the pressures",
    }

    class Meta:
        model = Priority
        fields = ["title", "status", "what_we_want", "how_we_will_work", "aims", "themes"]
        labels = {
            "title": "Title",
            "status": "Where does it stand?",
            "what_we_want": "What do we want to achieve?",
            "how_we_will_work": "How will we work?",
            "aims": "Which of the plan’s aims does it follow?",
            "themes": "Which pressures does it meet?",
        }
        help_texts = {
            "what_we_want": "What is left blank shows as still to be written. A blank line begins a paragraph, a line with “- ” a bullet.",
        }
        widgets = {
            "status": Radios(hints=STATUS_HINTS),
            "what_we_want": Textarea(),
            "how_we_will_work": Textarea(),
            "aims": Checkboxes(),
            "themes": Checkboxes(),
        }

    def __init__(self, *args: Any, plan: StrategicPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aims = cast("forms.ModelMultipleChoiceField[Any]", self.fields["aims"])
        aims.queryset = plan.aims.all()

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        return {"values": dict(self.cleaned_data)}


class PriorityForm(PriorityAddForm):
    """What a priority says, started from the version on the screen."""

    version = VersionField()

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        return {"version": values.pop("version"), "values": values}


class AlignmentForm(PortalForm):
    """Which of the county's priorities one of ours serves, and how."""

    version = VersionField()
    marks_optional = False

    def __init__(self, *args: Any, priority: Priority, **kwargs: Any) -> None:
        # Each box stands below its tick, which says what it is about.
        self.label_sizes = {}  # type: ignore[misc]
        self.county = list(CountyPriority.objects.all())
        super().__init__(*args, initial=alignment_now(priority), **kwargs)
        for county in self.county:
            self.fields[f"{county.pk}_serves"] = forms.BooleanField(
                label=f"{county.number}. {county}", required=False
            )
            self.fields[f"{county.pk}_note"] = forms.CharField(
                label=f"How it serves “{county}”",
                required=False,
                widget=Textarea(attrs={"rows": 2}),
            )
            self.label_sizes[f"{county.pk}_note"] = "hidden"

    def clean(self) -> dict[str, Any]:
        """A note without its tick would be lost."""
        for county in self.county:
            ticked = self.cleaned_data.get(f"{county.pk}_serves")
            if self.cleaned_data.get(f"{county.pk}_note") and not ticked:
                message = f"Tick “{county}”, or clear what stands under it"
                self.add_error(f"{county.pk}_serves", message)
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        notes = {
            county: self.cleaned_data[f"{county.pk}_note"]
            for county in self.county
            if self.cleaned_data[f"{county.pk}_serves"]
        }
        return {"version": self.cleaned_data["version"], "notes": notes}


def alignment_now(priority: Priority) -> dict[str, Any]:
    """What the form about the county's priorities shows of what is saved."""
    notes = dict(priority.alignments.values_list("county_priority_id", "note"))
    fields: dict[str, Any] = {"version": priority.version}
    for pk in CountyPriority.objects.values_list("pk", flat=True):
        fields |= {f"{pk}_serves": pk in notes, f"{pk}_note": notes.get(pk, "")}
    return fields


class _VoicesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """What people said and agreed to see in public, in their words."""

    widget = Checkboxes

    def label_from_instance(self, obj: Any) -> str:
        """The words, from where and when."""
        heard = f"{obj.get_method_display()}, {obj.community}, {long_date(obj.heard_on)}"
        return f"“{obj.words}” {heard}"


class VoicesForm(PortalForm):
    """What people said that stands beside a priority."""

    named = {"testimonies": "what people said"}

    version = VersionField()
    testimonies = _VoicesField(
        queryset=Testimony.objects.none(),
        label="Which of these stand beside the priority?",
        help_text="Only what they agreed to see in public.",
        required=False,
    )
    marks_optional = False

    def __init__(self, *args: Any, priority: Priority, **kwargs: Any) -> None:
        initial = {"version": priority.version, "testimonies": priority.testimonies.all()}
        super().__init__(*args, initial=initial, **kwargs)
        testimonies = cast("_VoicesField", self.fields["testimonies"])
        testimonies.queryset = Testimony.objects.published().select_related("community")
