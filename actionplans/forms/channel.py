"""What officers fill in when they hold mail back or let it go out again."""

from django import forms

from smp_portal.foundation.forms import PortalForm, Radios, Textarea

WENT_OUT, GO_AGAIN = "went_out", "go_again"


class PauseForm(PortalForm):
    """Why no mail is to go out for now."""

    reason = forms.CharField(
        label="Why should no mail go out for now?",
        help_text="The whole team reads this above every page. For example, “The round’s dates are wrong, I am putting them right”",
        max_length=300,
        widget=Textarea({"rows": 3}),
    )
    named = {"reason": "why no mail should go out"}


class RestoredForm(PortalForm):
    """What becomes of mails that may have gone out before a backup was restored; nothing is chosen beforehand."""

    what = forms.ChoiceField(
        label="Had these mails gone out already?",
        choices=[
            (GO_AGAIN, "No, or I don’t know: send them"),
            (WENT_OUT, "Yes, they had: send none of them"),
        ],
        widget=Radios(
            hints={
                GO_AGAIN: "Each is marked as one that may have arrived twice. Links in mails that went out after the backup was made open nothing any more.",
                WENT_OUT: "The mail record says that you said so.",
            }
        ),
        error_messages={"required": "Choose whether these mails had gone out already"},
    )
    looked = forms.BooleanField(
        label="I have looked at what would go out",
        error_messages={"required": "Look at what would go out, then tick the box"},
    )

    @property
    def went_out(self) -> bool:
        return bool(self.cleaned_data["what"] == WENT_OUT)
