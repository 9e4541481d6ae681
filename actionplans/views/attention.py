"""What needs an officer about the mail, and dealing with it."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplans.forms.handling import AddressForm, DeedForm, HandledForm, ResendForm
from actionplans.models import Reminder
from actionplans.queries.attention import read_attention
from actionplans.services.handling import give_up_address, mark_handled, send_again
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import team_only
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save


@require_safe
def attention_list(request: PortalRequest) -> HttpResponse:
    """Mails that did not arrive or may have twice, people who can't be asked, and mail that is paused."""
    team_only(request.user)
    page = {"page": read_attention(now=clock.now())}
    return render(request, "actionplans/attention_list.html", page)


@reads_or_sends
def reminder_resend(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, then have a mail sent again."""
    said = "The mail to {person} is sent again with the next look, if it is still true"
    return _deal(request, pk, ResendForm, send_again, "reminder_resend", said=said)


@reads_or_sends
def reminder_handle(request: PortalRequest, pk: int) -> HttpResponse:
    """Note what was done about a mail."""
    said = "The mail to {person} is marked as handled"
    return _deal(request, pk, HandledForm, mark_handled, "reminder_handle", said=said)


@reads_or_sends
def reminder_address_dead(request: PortalRequest, pk: int) -> HttpResponse:
    """Note that mail to the recipient's address does not arrive."""
    said = "No more mail goes to {person} until another address is put in"
    return _deal(request, pk, AddressForm, give_up_address, "reminder_address_dead", said=said)


def _deal(
    request: PortalRequest,
    pk: int,
    form_class: type[DeedForm],
    deed: Callable[..., object],
    name: str,
    *,
    said: str,
) -> HttpResponse:
    """Show what a deed means for one mail, and do it."""
    mail, back = _mail(request, pk), reverse("actionplans:attention_list")
    form = form_class(posted(request), seen=mail.handlings.count())
    done = save(
        request,
        form,
        lambda: deed(mail=mail, by=request.user, now=clock.now(), **form.cleaned_data),
        said=said.format(person=mail.recipient),
        to=back,
    )
    page = {"mail": mail, "form": form, "back": back}
    return done or render(request, f"actionplans/{name}.html", page)


def _mail(request: PortalRequest, pk: int) -> Reminder:
    team_only(request.user)
    mails: QuerySet[Reminder] = Reminder.objects.visible_to(request.user)
    return get_object_or_404(mails.select_related("recipient__partner", "round"), pk=pk)
