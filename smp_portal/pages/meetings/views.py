"""A forum's meetings, and what hangs on them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from actionplans.models import ReviewRound
from actionplans.services.meetings import drop_meeting, move_meeting, why_it_stays
from partners.forms.forums import MeetingForm
from partners.http import PortalRequest, posted, reads_or_sends
from partners.models import Forum, Meeting
from partners.permissions import editors_only
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.records import keep
from smp_portal.foundation.saving import save


@reads_or_sends
def meeting_add(request: PortalRequest, slug: str) -> HttpResponse:
    """Note when a forum meets."""
    editors_only(request.user)
    forum = get_object_or_404(Forum, slug=slug)
    form = MeetingForm(posted(request), instance=Meeting(forum=forum))

    done = save(
        request,
        form,
        lambda: keep(form.save(commit=False), by=request.user, now=clock.now()),
        said="The meeting is added",
        to=reverse("partners:forum_list"),
    )
    return done or render(request, "pages/meeting_add.html", {"form": form, "forum": forum})


@reads_or_sends
def meeting_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Move a meeting, knowing which reporting rounds hang on it."""
    editors_only(request.user)
    meeting = _meeting(pk)
    rounds = list(ReviewRound.objects.filter(meeting=meeting))
    forum = meeting.forum
    form = MeetingForm(posted(request), instance=meeting)

    done = save(
        request,
        form,
        lambda: move_meeting(
            meeting=meeting, by=request.user, now=clock.now(), **form.cleaned_data
        ),
        said="The meeting is moved",
        to=reverse("partners:forum_list"),
    )
    context = {"form": form, "forum": forum, "pk": pk, "rounds": rounds}
    return done or render(request, "pages/meeting_edit.html", context)


@reads_or_sends
def meeting_delete(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, then take a meeting off the list."""
    editors_only(request.user)
    meeting = _meeting(pk)
    form, why = ConfirmForm(posted(request)), why_it_stays(meeting)

    done = save(
        request,
        form,
        lambda: drop_meeting(meeting=meeting, by=request.user, now=clock.now()),
        said="The meeting is off the list",
        to=reverse("partners:forum_list"),
    )
    context = {"form": form, "meeting": meeting, "why_it_stays": why}
    return done or render(request, "pages/meeting_delete.html", context)


def _meeting(pk: int) -> Meeting:
    meeting: Meeting = get_object_or_404(Meeting.objects.select_related("forum"), pk=pk)
    return meeting
