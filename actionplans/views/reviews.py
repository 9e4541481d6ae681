"""Reviews signed in: the list, each one's story, answering, deciding."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from actionplans.forms.answers import LeadForm
from actionplans.forms.reviews import DecisionForm, NotMineForm, ReviewFilterForm
from actionplans.forms.sheet import AnswerSheet
from actionplans.models import DecisionKind, Review, Via
from actionplans.permissions import (
    can_answer_review,
    can_decide,
    can_record_answers,
    can_update_action,
)
from actionplans.queries.answers import last_answer
from actionplans.queries.owed import Owed, leads_owed, who_is_asked
from actionplans.queries.review_list import REVIEW_SORTS, sorted_reviews
from actionplans.queries.reviews import review_rows, review_story, reviews_for, who_may_say
from actionplans.services.asking import whom_to_ask
from actionplans.services.given import ReviewRefused
from actionplans.services.reviews import decide_review, record_not_mine, refusal_words
from actionplans.sheets import review_columns
from actionplans.views.answering import instead_of, take_answer, take_update
from partners.http import PortalRequest, posted, reads_or_sends
from partners.models import Role, User
from partners.permissions import readers_only, require
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet

SENT = "Sent. You can correct it until the partnership team accepts it."


@require_safe
def review_list(request: PortalRequest) -> HttpResponse:
    """What was asked of whom, and what came in."""
    readers_only(request.user)
    filters = ReviewFilterForm.of(request.GET, now_only=request.user.role != Role.OWNER)
    listing = Listing(request.GET, REVIEW_SORTS)
    found = filters.narrowed(reviews_for(request.user, on=clock.today()))
    rows = sorted_reviews(review_rows(found, on=clock.today()), listing)
    if listing.file:
        sheet = Sheet("Reviews", review_columns(request.user), rows)
        return send_sheet(sheet, listing.file, on=clock.today())
    page = {"filters": filters, "rows": rows, "listing": listing}
    return render(request, "actionplans/review_list.html", page)


@require_safe
def review_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """All that was said in one review, and what officers made of it."""
    review, today = _visible(request, pk), clock.today()
    page = {
        "review": review,
        "story": review_story(review),
        "refusal": refusal_words(review, on=today),
        "is_late": review.round.due_on < today,
        "may_answer": can_answer_review(request.user, review, on=today),
        "may_record": can_record_answers(request.user),
        "decisions": review.open_decisions(on=today) if can_decide(request.user, review) else [],
        "asked": _may_be_asked(request, review),
        "leads": _leads(request, review),
        "led": review.plan.actions.open().filter(lead_person=request.user),
    }
    return render(request, "actionplans/review_detail.html", page)


@reads_or_sends
def review_answer(request: PortalRequest, pk: int) -> HttpResponse:
    """The owner's answer, or the same typed in by an officer who was told it."""
    review, today = _visible(request, pk), clock.today()
    is_asked = can_answer_review(request.user, review, on=today)
    require(is_asked or can_record_answers(request.user))
    people = None if is_asked else who_may_say(review, on=today)
    sheet = AnswerSheet(review, last_answer(review), today, posted(request), people)
    if _taken(request, sheet):
        messages.success(request, SENT if is_asked else "Recorded.")
        return redirect("actionplans:review_detail", pk)
    refusal = "" if sheet.data else refusal_words(review, on=today)
    page = {"review": review, "sheet": sheet, "refusal": refusal}
    return render(request, "actionplans/review_answer.html", page)


@reads_or_sends
def review_decide(request: PortalRequest, pk: int) -> HttpResponse:
    """Accept, return or correct the answer that the officer has read."""
    review = _visible(request, pk)
    require(can_decide(request.user, review))
    if request.method != "POST":
        return _decide_page(request, review)
    read = get_object_or_404(review.answers, pk=_number(request.POST.get("answer")))
    kinds = review.open_decisions(on=clock.today()) or list(DecisionKind)
    form = DecisionForm(request.POST, answer=read, kinds=kinds)
    if not form.is_valid():
        return _decide_page(request, review, form)
    try:
        decision = decide_review(
            review=review, answer=read, by=request.user, now=clock.now(), **form.decision()
        )
    except ReviewRefused as refused:
        return _decide_page(request, review, form, conflict=str(refused))
    messages.success(request, f"{decision.get_kind_display()}: {review.plan.title}")
    return redirect("actionplans:review_detail", pk)


@reads_or_sends
def review_not_mine(request: PortalRequest, pk: int) -> HttpResponse:
    """Who should be asked instead; it stays owed until an officer has seen to it."""
    review = _visible(request, pk)
    require(can_answer_review(request.user, review, on=clock.today()))
    form = NotMineForm(posted(request))
    if not form.is_valid():
        page = {"review": review, "form": form}
        return render(request, "actionplans/review_not_mine.html", page)
    who_then = form.cleaned_data["who_then"]
    record_not_mine(
        review=review, by=request.user, who_then=who_then, via=Via.PORTAL, now=clock.now()
    )
    messages.success(request, "Thank you. The partnership team will see who should be asked.")
    return redirect("actionplans:review_detail", pk)


@reads_or_sends
def action_report(request: PortalRequest, pk: int, action_pk: int) -> HttpResponse:
    """How an action goes, by its lead person alone."""
    review, today = _visible(request, pk), clock.today()
    actions = review.plan.actions.select_related("plan", "lead_person")
    action = get_object_or_404(actions, pk=action_pk)
    require(can_update_action(request.user, action, on=today))
    form = LeadForm(posted(request), action=action, on=today)
    if take_update(form, review, by=request.user, via=Via.PORTAL):
        messages.success(request, f"Sent: {action}")
        return redirect("actionplans:review_detail", pk)
    page = {"review": review, "action": action, "form": form}
    return render(request, "actionplans/action_report.html", page)


def _visible(request: PortalRequest, pk: int) -> Review:
    reviews = Review.objects.visible_to(request.user, on=clock.today())
    return get_object_or_404(
        reviews.select_related("round__meeting", "plan__owner__partner", "plan__deputy__partner"),
        pk=pk,
    )


def _may_be_asked(request: PortalRequest, review: Review) -> User | None:
    """Whom an officer may ask at once, where something is owed."""
    if not can_record_answers(request.user):
        return None
    return whom_to_ask(review, now=clock.now())


def _leads(request: PortalRequest, review: Review) -> list[tuple[Owed, User]]:
    """For officers: the actions on which a word is still to come, and whom they may ask."""
    if not can_record_answers(request.user):
        return []
    return who_is_asked(leads_owed(review), on=clock.today())


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() else 0


def _taken(request: PortalRequest, sheet: AnswerSheet) -> bool:
    if sheet.told is None:
        behalf = instead_of(request.user, sheet.review.plan.owner)
        return take_answer(sheet, by=request.user, on_behalf_of=behalf, via=Via.PORTAL)
    if not sheet.is_valid():
        return False
    said_by, via = sheet.told.cleaned_data["said_by"], Via(sheet.told.cleaned_data["via"])
    return take_answer(sheet, by=request.user, on_behalf_of=said_by, via=via)


def _decide_page(
    request: PortalRequest, review: Review, form: DecisionForm | None = None, *, conflict: str = ""
) -> HttpResponse:
    review.refresh_from_db(fields=["state"])
    story = review_story(review)
    typed = {"reason": form.data["reason"]} if form and conflict else {}
    kinds = review.open_decisions(on=clock.today())
    if story.newest is not None and (form is None or conflict):
        form = DecisionForm(answer=story.newest, kinds=kinds, initial=typed)
    page = {"review": review, "story": story, "form": form, "conflict": conflict, "typed": typed}
    page |= {"may_decide": bool(kinds), "papers_are_out": DecisionKind.RETURN not in kinds}
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.OK
    return render(request, "actionplans/review_decide.html", page, status=status)
