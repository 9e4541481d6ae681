"""The demonstration's mailbox: every mail that was handed over, for whoever plays here to read."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smp_portal.foundation import clock
from smp_portal.pages.demonstration.gate import demonstration_only
from smp_portal.pages.demonstration.links import linked
from smp_portal.pages.demonstration.mailbox import find_mail, read_mails
from smp_portal.pages.demonstration.posting import times_sent, worker_is_busy


@demonstration_only
@require_safe
def demo_mailbox(request: HttpRequest) -> HttpResponse:
    """What went out, the newest first; the page looks again by itself while the worker is sending."""
    mails = read_mails()
    times = times_sent(mails)
    shown = {
        "mails": [(mail, times.get(mail.key)) for mail in mails],
        "is_busy": worker_is_busy(now=clock.now()),
    }
    return render(request, "pages/demo_mailbox.html", shown)


@demonstration_only
@require_safe
def demo_mail(request: HttpRequest, key: str) -> HttpResponse:
    """One mail, with its links into this portal to follow."""
    mail = find_mail(key)
    if mail is None:
        raise Http404
    shown = {
        "mail": mail,
        "sent_at": times_sent([mail]).get(mail.key),
        "text": linked(mail.text, base=settings.PORTAL_BASE_URL),
    }
    return render(request, "pages/demo_mail.html", shown)
