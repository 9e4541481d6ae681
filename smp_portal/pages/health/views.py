"""One address that says whether the portal is well, for the machines that watch it."""

from dataclasses import asdict
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smp_portal.foundation import clock
from smp_portal.pages.health.checks import read_health


@login_not_required
@never_cache
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """Each part in a word: 200 while all are well, 503 as soon as one is not."""
    try:
        now = clock.now()
    except Error:
        # In the demonstration the clock itself is kept in the database.
        now = timezone.now()
    found = read_health(now=now)
    status = HTTPStatus.OK if found.is_well else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"well": found.is_well} | asdict(found), status=status)
