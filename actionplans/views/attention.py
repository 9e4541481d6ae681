"""What needs an officer about the mail, and dealing with it."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.forms.handling import AddressForm, HandledForm, ResendForm
from actionplans.models import Reminder
from actionplans.queries.attention import read_attention
from actionplans.services.handling import give_up_address, mark_handled, send_again
from partners.http import PortalRequest, posted
from partners.permissions import team_only
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def attention_list(request: PortalRequest) -> HttpResponse:
    """Mails that did not arrive or may have twice, people who can't be asked, and mail that is paused."""
    team_only(request.user)
    page = {"page": read_attention(now=clock.now())}
    return render(request, "actionplans/attention_list.html", page)


@reads_or_sends
def reminder_resend(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, then have a mail sent again."""
    mail = _mail(request, pk)
    form = ResendForm(posted(request), seen=mail.handlings.count())
    done = save(
        request,
        form,
        lambda: send_again(mail=mail, by=request.user, now=clock.now(), **form.cleaned_data),
        said=f"The mail to {mail.recipient} is sent again with the next look, if it is still true",
        to=reverse("actionplans:attention_list"),
    )
    return done or render(request, "actionplans/reminder_resend.html", _page(mail, form))


@reads_or_sends
def reminder_handle(request: PortalRequest, pk: int) -> HttpResponse:
    """Note what was done about a mail."""
    mail = _mail(request, pk)
    form = HandledForm(posted(request), seen=mail.handlings.count())
    done = save(
        request,
        form,
        lambda: mark_handled(mail=mail, by=request.user, now=clock.now(), **form.cleaned_data),
        said=f"The mail to {mail.recipient} is marked as handled",
        to=reverse("actionplans:attention_list"),
    )
    return done or render(request, "actionplans/reminder_handle.html", _page(mail, form))


@reads_or_sends
def reminder_address_dead(request: PortalRequest, pk: int) -> HttpResponse:
    """Note that mail to the recipient's address does not arrive."""
    mail = _mail(request, pk)
    form = AddressForm(posted(request), seen=mail.handlings.count())
    done = save(
        request,
        form,
        lambda: give_up_address(mail=mail, by=request.user, now=clock.now(), **form.cleaned_data),
        said=f"No more mail goes to {mail.recipient} until another address is put in",
        to=reverse("actionplans:attention_list"),
    )
    return done or render(request, "actionplans/reminder_address_dead.html", _page(mail, form))


def _mail(request: PortalRequest, pk: int) -> Reminder:
    team_only(request.user)
    mails: QuerySet[Reminder] = Reminder.objects.visible_to(request.user)
    return get_object_or_404(mails.select_related("recipient__partner", "round"), pk=pk)


def _page(mail: Reminder, form: ResendForm | HandledForm | AddressForm) -> dict[str, object]:
    return {"mail": mail, "form": form, "back": reverse("actionplans:attention_list")}
