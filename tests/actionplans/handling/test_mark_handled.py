"""What officers did about mails outside the portal, each deed once."""

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import (
    Reminder,
    ReminderHandling,
    ReminderState,
    Review,
)
from actionplans.services.handling import (
    NO_TROUBLE,
    mark_handled,
)
from tests.actionplans.needing import deeds, fails_again, handled, lost, sent_again
from tests.actionplans.reminding import at
from tests.factories import officer

pytestmark = pytest.mark.django_db


def test_mark_handled_once(mail: Reminder) -> None:
    handled(mail, by=officer(full_name="Helen Marsh"))

    with pytest.raises(ValidationError) as refused:
        handled(mail)

    (words,) = refused.value.messages
    assert words == (
        "Helen Marsh has dealt with this mail: marked as handled, 5 October 2022 at 9:00am "
        "(“Rang her”). Nothing was done twice"
    )
    assert deeds(mail) == [("HANDLED", "Rang her")]


def test_mark_handled_is_for_mails_in_trouble(review: Review) -> None:
    with pytest.raises(ValidationError) as refused:
        handled(lost(review, ReminderState.SENT, sent_at=at(5)))
    assert refused.value.messages == [NO_TROUBLE]
    assert ReminderHandling.objects.count() == 0


def test_mark_handled_after_a_repeat_that_its_officer_saw(mail: Reminder) -> None:
    repeat = sent_again(mail, now=at(5, 10))
    mark_handled(mail=fails_again(repeat), seen=0, note="Rang her", by=officer(), now=at(5, 11))
    assert deeds(repeat) == [("HANDLED", "Rang her")]
