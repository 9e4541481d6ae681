"""Where GOV.UK Notify tells what became of the mails that it took."""

import json
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from actionplans.forms.receipt import ReceiptForm
from actionplans.models import ReceiptStatus
from actionplans.services.receipts import take_receipt
from smp_portal.foundation import clock


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def receipt_take(request: HttpRequest) -> HttpResponse:
    """Take a receipt from whoever holds the token; the answer says nothing of what it was about."""
    token = settings.NOTIFY.receipts_token
    if not token:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        refused = {"WWW-Authenticate": "Bearer"}
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers=refused)
    form = ReceiptForm(_read(request.body))
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    found = form.cleaned_data
    take_receipt(
        reference=found["reference"],
        notify_id=found["id"],
        status=ReceiptStatus(found["status"]),
        completed_at=found["completed_at"],
        now=clock.now(),
    )
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _read(body: bytes) -> dict[str, object]:
    """What the receipt says, as text; nothing where it is not JSON of the agreed shape."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    if not isinstance(said, dict):
        return {}
    return {name: value for name, value in said.items() if isinstance(value, str)}
