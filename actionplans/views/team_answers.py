"""What officers do beside accepting and returning: ask at once, settle “this isn’t mine”, answer for help."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from actionplans.forms.team_answers import HelpAnswerForm, NotMineAnswerForm
from actionplans.models import Action, ActionPlan, FrameworkSettings, Review
from actionplans.permissions import can_edit_plan, can_record_answers
from actionplans.queries.officers_work import disowned, help_wanted
from actionplans.reminders.stages import next_sending_time
from actionplans.services.asking import ask_now, whom_to_ask
from actionplans.services.team_answers import answer_help, answer_not_mine
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import require, team_only
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.saving import save
from smp_portal.foundation.words import clock_time, day_date


@reads_or_sends
def review_ask_now(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once whether to ask, and say when the mail goes out."""
    return _ask(request, _askable(request, pk), None)


@reads_or_sends
def action_ask_now(request: PortalRequest, pk: int, action_pk: int) -> HttpResponse:
    """The same for one action and the person who leads it."""
    review = _askable(request, pk)
    actions = review.plan.actions.select_related("lead_person")
    return _ask(request, review, get_object_or_404(actions, pk=action_pk))


@reads_or_sends
def not_mine_answer(request: PortalRequest, pk: int) -> HttpResponse:
    """Give it to somebody else, or write down why it stays."""
    team_only(request.user)
    said = get_object_or_404(disowned().select_related("action__lead_person", "plan__owner"), pk=pk)
    plan = _editable(request, said.plan_id)
    holder = said.action.lead_person if said.action else said.plan.owner
    form = NotMineAnswerForm(posted(request), now=holder)
    done = save(
        request,
        form,
        lambda: answer_not_mine(said=said, by=request.user, now=clock.now(), **form.given()),
        said="Settled: the answer is in the plan’s history",
        to=reverse("pages:my_work"),
    )
    page = {"form": form, "said": said, "plan": plan, "holder": holder}
    return done or render(request, "actionplans/not_mine_answer.html", page)


@reads_or_sends
def help_answer(request: PortalRequest, pk: int) -> HttpResponse:
    """Write down what was done about a request for help."""
    team_only(request.user)
    asked = get_object_or_404(help_wanted(), pk=pk)
    plan = _editable(request, asked.review.plan_id)
    form = HelpAnswerForm(posted(request))
    done = save(
        request,
        form,
        lambda: answer_help(asked=asked, by=request.user, now=clock.now(), **form.cleaned_data),
        said="Settled: the answer is in the plan’s history",
        to=reverse("pages:my_work"),
    )
    page = {"form": form, "asked": asked, "plan": plan}
    return done or render(request, "actionplans/help_answer.html", page)


def _askable(request: PortalRequest, pk: int) -> Review:
    reviews = Review.objects.visible_to(request.user, on=clock.today())
    review = get_object_or_404(reviews.select_related("plan__owner", "round"), pk=pk)
    require(can_record_answers(request.user))
    return review


def _ask(request: PortalRequest, review: Review, action: Action | None) -> HttpResponse:
    form, now = ConfirmForm(posted(request)), clock.now()
    person = whom_to_ask(review, action=action, now=now)
    done = save(
        request,
        form,
        lambda: ask_now(review=review, action=action, by=request.user, now=now),
        said=f"{person} is asked: the mail goes out {_when()}",
        to=reverse("actionplans:review_detail", args=[review.pk]),
    )
    page = {
        "form": form,
        "review": review,
        "action": action,
        "person": person,
        "own": action.lead_person if action else review.plan.owner,
        "when": _when(),
    }
    return done or render(request, "actionplans/review_ask_now.html", page)


def _editable(request: PortalRequest, pk: int) -> ActionPlan:
    plan: ActionPlan = get_object_or_404(ActionPlan.objects.visible_to(request.user), pk=pk)
    require(can_edit_plan(request.user, plan))
    return plan


def _when() -> str:
    """Now, or the next morning on which mail goes out: "on Thursday 6 October at 9:00am"."""
    now = clock.now()
    at = next_sending_time(now, FrameworkSettings.load())
    if at == now:
        return "today, within minutes"
    if timezone.localdate(at) == timezone.localdate(now):
        return f"today at {clock_time(at)}"
    return f"on {day_date(at)} at {clock_time(at)}"
