"""Whether mail goes out: officers hold it back, and let it go again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from actionplans.forms.channel import PauseForm, RestoredForm
from actionplans.models import ChannelDeed, ChannelEvent
from actionplans.queries.mail_channel import ChannelPage, read_channel, read_channel_page
from actionplans.services.channel import pause_mail, resume_mail
from actionplans.services.restored import confirm_after_restore
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import team_only
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.words import date_and_time

RESUMED = "Mail goes out again"
NOT_PAUSED = "Mail is not held back: somebody else let it go out again, or nobody had paused it"


@reads_or_sends
def channel_pause(request: PortalRequest) -> HttpResponse:
    """How mail stands, when it was paused, and holding it back with a reason."""
    team_only(request.user)
    form = PauseForm(posted(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if pause_mail(reason=reason, by=request.user, now=clock.now()):
            messages.success(request, "Mail is paused: nothing goes out until you resume it")
        else:
            messages.info(request, f"Mail is paused already{_by_whom()}. Nothing was changed")
        return redirect("actionplans:channel_pause")
    page = {"form": form, "page": read_channel_page(now=clock.now())}
    return render(request, "actionplans/channel_pause.html", page)


@reads_or_sends
def channel_resume(request: PortalRequest) -> HttpResponse:
    """Look at what would go out, then let it; after a restored backup say what had gone out before."""
    team_only(request.user)
    page = read_channel_page(now=clock.now())
    form = _form(request, page)
    if form.is_valid():
        if _resumed(request, form):
            messages.success(request, RESUMED)
        else:
            messages.info(request, f"{NOT_PAUSED}{_resumed_by()}")
        return redirect("actionplans:channel_pause")
    return render(request, "actionplans/channel_resume.html", {"form": form, "page": page})


def _form(request: PortalRequest, page: ChannelPage) -> RestoredForm | ConfirmForm:
    if page.channel.needs_confirming:
        return RestoredForm(posted(request))
    return ConfirmForm(posted(request))


def _resumed(request: PortalRequest, form: RestoredForm | ConfirmForm) -> bool:
    by, now = request.user, clock.now()
    if isinstance(form, RestoredForm):
        return confirm_after_restore(went_out=form.went_out, by=by, now=now)
    return resume_mail(by=by, now=now)


def _resumed_by() -> str:
    """Who let it go out, for whoever pressed second."""
    last = ChannelEvent.objects.select_related("by").first()
    if last is None or last.kind != ChannelDeed.RESUMED or last.by is None:
        return ""
    return f": {last.by} let it go out on {date_and_time(last.at)}"


def _by_whom() -> str:
    channel = read_channel()
    return f", by {channel.paused_by}: {channel.reason}" if channel.paused_by else ""
