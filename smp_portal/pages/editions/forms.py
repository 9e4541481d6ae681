"""What an officer says of an edition."""

from django import forms

from smp_portal.foundation.forms.base import PortalForm


class EditionForm(PortalForm):
    """The name by which the partnership will know the edition."""

    named = {"label": "a name for the edition"}

    label = forms.CharField(
        label="Name of the edition",
        max_length=100,
        help_text="The public sees it on every page of the plan, like “October 2022”",
    )
