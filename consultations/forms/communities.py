"""What officers fill in about a community."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from consultations.models import Community, CommunityKind
from smp_portal.foundation.forms import PortalModelForm, Radios


class CommunityForm(PortalModelForm):
    """A place, or people who share an interest."""

    named = {
        "name": "the name of the community",
        "kind": "what kind of community it is",
        "population": "how many people live there",
    }

    class Meta:
        model = Community
        fields = ["name", "kind", "is_rural", "population"]
        labels = {
            "name": "Name",
            "kind": "What kind of community is it?",
            "is_rural": "It counts as one of the villages",
            "population": "How many people live there?",
        }
        help_texts = {
            "name": "For example, Bottesford, or Young people out of school",
            "is_rural": "Results are shown for those in and those outside the villages",
            "population": "In figures, if it is known",
        }
        widgets = {
            "kind": Radios(),
            "population": forms.TextInput(
                attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["kind"]).choices = CommunityKind.choices

    def clean_name(self) -> str:
        """A name that no other community has in any letters."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = Community.objects.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise ValidationError("Enter another name: a community with this one is on the list")
        return name
