"""What a form becomes when somebody else was quicker by a moment."""

from typing import cast

import pytest
from django.db import transaction
from django.test import RequestFactory

from actionplans.models import Action
from actionplans.views.saving import save
from partners.http import PortalRequest
from smp_portal.foundation.forms import PortalForm
from tests.factories import ActionFactory, officer

pytestmark = pytest.mark.django_db


def test_save_when_the_reference_was_taken_this_moment(rf: RequestFactory) -> None:
    first = ActionFactory.create(reference="1.1")
    request = cast(PortalRequest, rf.post("/"))
    request.user = officer()

    def deed() -> Action:
        with transaction.atomic():
            return ActionFactory.create(plan=first.plan, reference="1.1")

    form = PortalForm({})
    assert save(request, form, deed, said="Saved") is None
    (told,) = form.non_field_errors()
    assert str(told).startswith("Somebody saved the same number or reference at this very moment")
    assert Action.objects.count() == 1
