"""What GOV.UK Notify tells of a mail, checked like anything else that comes from outside."""

from django import forms

from actionplans.models import ReceiptStatus


class ReceiptForm(forms.Form):
    """One delivery receipt; the address in it is not looked at. Mails that are none of ours come without a reference."""

    id = forms.UUIDField()
    reference = forms.CharField(required=False, max_length=1000)
    status = forms.ChoiceField(choices=ReceiptStatus.choices)
    completed_at = forms.DateTimeField(required=False)
