"""The mail record."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.filters import ReminderFilter
from actionplans.models import Reminder
from actionplans.queries.mail_answers import with_answers
from actionplans.queries.mail_record import MAIL_SORTS, all_mails, read_mails
from actionplans.sheets import mail_columns
from partners.http import PortalRequest
from partners.permissions import readers_only
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet


@require_safe
def reminder_list(request: PortalRequest) -> HttpResponse:
    """The mails that went out, or will, and what became of each; people see their own."""
    readers_only(request.user)
    own = Reminder.objects.visible_to(request.user)
    found = ReminderFilter(request.GET, queryset=own)
    listing = Listing(request.GET, MAIL_SORTS)
    if listing.file:
        mails = all_mails(found.qs, listing)
        sheet = Sheet("Mail record", mail_columns(), with_answers(mails, reader=request.user))
        return send_sheet(sheet, listing.file, on=clock.today())
    page, rows = read_mails(found.qs, listing)
    context = {
        "filter": found,
        "form": found.form,
        "page": page,
        "rows": rows,
        "listing": listing,
        "sees_all": request.user.runs_the_portal,
    }
    return render(request, "actionplans/reminder_list.html", context)
