"""A forum's meetings, and what hangs on them."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplans.models import ReviewRound
from actionplans.services.meetings import drop_meeting, move_meeting
from partners.forms.forums import MeetingForm
from partners.forms.people import ConfirmForm
from partners.http import PortalRequest, posted
from partners.models import Forum, Meeting
from partners.permissions import can_edit_plan_content, require
from partners.views.saving import save
from smp_portal.foundation import clock

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@reads_or_sends
def meeting_add(request: PortalRequest, slug: str) -> HttpResponse:
    """Note when a forum meets."""
    _editors_only(request)
    forum = get_object_or_404(Forum, slug=slug)
    form = MeetingForm(posted(request), instance=Meeting(forum=forum))

    def add() -> str:
        form.save()
        return reverse("partners:forum_list")

    done = save(request, form, add, said="The meeting is added")
    return done or render(request, "pages/meeting_add.html", {"form": form, "forum": forum})


@reads_or_sends
def meeting_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Move a meeting, knowing which reporting rounds hang on it."""
    _editors_only(request)
    meeting, rounds = _meeting(pk)
    forum = meeting.forum
    form = MeetingForm(posted(request), instance=meeting)

    def move() -> str:
        move_meeting(meeting=meeting, on=clock.today(), **form.cleaned_data)
        return reverse("partners:forum_list")

    done = save(request, form, move, said="The meeting is moved")
    context = {"form": form, "forum": forum, "pk": pk, "rounds": rounds}
    return done or render(request, "pages/meeting_edit.html", context)


@reads_or_sends
def meeting_delete(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, then take a meeting off the list."""
    _editors_only(request)
    meeting, rounds = _meeting(pk)
    form = ConfirmForm(posted(request))

    def drop() -> str:
        drop_meeting(meeting=meeting)
        return reverse("partners:forum_list")

    done = save(request, form, drop, said="The meeting is off the list")
    context = {"form": form, "meeting": meeting, "rounds": rounds}
    return done or render(request, "pages/meeting_delete.html", context)


def _meeting(pk: int) -> tuple[Meeting, list[ReviewRound]]:
    meeting: Meeting = get_object_or_404(Meeting.objects.select_related("forum"), pk=pk)
    return meeting, list(ReviewRound.objects.filter(meeting=meeting))


def _editors_only(request: PortalRequest) -> None:
    if not request.user.may_read:
        raise Http404
    require(can_edit_plan_content(request.user))
