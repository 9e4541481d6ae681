"""The mail record."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.filters.mails import ReminderFilter
from actionplans.models import Reminder
from actionplans.queries.attention import read_attention
from actionplans.queries.mail_answers import with_answers
from actionplans.queries.mail_record import (
    MAIL_SORTS,
    all_mails,
    mail_story,
    read_mails,
    whole_mails,
)
from actionplans.sheets import mail_columns
from partners.http import PortalRequest
from partners.permissions import readers_only
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet


@require_safe
def reminder_list(request: PortalRequest) -> HttpResponse:
    """The mails that went out, or will, and what became of each; people see their own."""
    readers_only(request.user)
    own, sees_all = Reminder.objects.visible_to(request.user), request.user.runs_the_portal
    needy = (lambda: read_attention(now=clock.now()).mails) if sees_all else None
    found = ReminderFilter(request.GET, queryset=own, needy=needy)
    listing = Listing(request.GET, MAIL_SORTS)
    if listing.file:
        mails = with_answers(all_mails(found.qs, listing), reader=request.user)
        sheet = Sheet("Mail record", mail_columns(request.user), mails)
        return send_sheet(sheet, listing.file, on=clock.today())
    page, rows = read_mails(found.qs, listing, reader=request.user)
    context = {
        "filter": found,
        "form": found.form,
        "page": page,
        "rows": rows,
        "listing": listing,
        "sees_all": sees_all,
    }
    return render(request, "actionplans/reminder_list.html", context)


@require_safe
def reminder_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """One mail: why, what it listed and what was answered, how it went, and what officers did about it."""
    readers_only(request.user)
    mails = whole_mails(Reminder.objects.visible_to(request.user))
    mail = get_object_or_404(mails, pk=pk)
    page = {
        "row": mail_story(mail, reader=request.user),
        "mail": mail,
        "sees_all": request.user.runs_the_portal,
    }
    return render(request, "actionplans/reminder_detail.html", page)
