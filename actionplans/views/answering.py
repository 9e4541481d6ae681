"""Answers as they are taken on every page that asks: signed in, by link, or typed in for somebody."""

from actionplans.forms.answers import LeadForm
from actionplans.forms.sheet import AnswerSheet, show_refused
from actionplans.models import Review, Via
from actionplans.services.given import ActionRefused, ReviewRefused
from actionplans.services.reviews import answer_review, update_action
from partners.models import User
from smp_portal.foundation import clock


def take_answer(sheet: AnswerSheet, *, by: User, on_behalf_of: User | None, via: Via) -> bool:
    """Store what was filled in; otherwise the sheet says what to put right, and keeps what was typed."""
    if not sheet.is_valid():
        return False
    try:
        answer_review(
            review=sheet.review,
            given=sheet.given(),
            by=by,
            on_behalf_of=on_behalf_of,
            via=via,
            now=clock.now(),
        )
    except ReviewRefused as refused:
        sheet.form.add_error(None, str(refused))
    except ActionRefused as refused:
        sheet.refuse_action(refused)
    else:
        return True
    return False


def take_update(form: LeadForm, review: Review, *, by: User, via: Via) -> bool:
    """Store what a lead person says about an action; otherwise the form says what to put right."""
    if not form.is_valid():
        return False
    try:
        update_action(
            given=form.given(),
            round=review.round,
            by=by,
            on_behalf_of=instead_of(by, form.action.lead_person),
            via=via,
            now=clock.now(),
        )
    except ActionRefused as refused:
        show_refused(form, refused.error)
        return False
    return True


def instead_of(by: User, asked: User | None) -> User | None:
    """For whom somebody answers, where that is not themselves."""
    return asked if asked is not None and asked.pk != by.pk else None
