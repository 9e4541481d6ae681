"""The mail record."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.filters import ReminderFilter
from actionplans.models import Reminder
from actionplans.queries.mail_record import read_mails
from partners.http import PortalRequest


@require_safe
def reminder_list(request: PortalRequest) -> HttpResponse:
    """The mails that went out, or will, and what became of each; people see their own."""
    if not request.user.may_read:
        raise Http404
    mails = Reminder.objects.visible_to(request.user)
    found = ReminderFilter(request.GET, queryset=mails)
    page, rows = read_mails(found.qs, page=request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filter": found,
        "form": found.form,
        "page": page,
        "rows": rows,
        "query": f"{query.urlencode()}&" if query else "",
        "sees_all": request.user.runs_the_portal,
    }
    return render(request, "actionplans/reminder_list.html", context)
