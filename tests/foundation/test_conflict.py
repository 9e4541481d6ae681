"""The page for two people who edited the same thing."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from actionplans.models import ActionPlan
from partners.models import User
from smp_portal.foundation.conflict import render_conflict
from smp_portal.foundation.forms import DateField, PortalForm, VersionField
from tests.factories import ActionPlanFactory, UserFactory

pytestmark = pytest.mark.django_db


class SmallForm(PortalForm):
    """A plan's title, end, reader and readers."""

    title = forms.CharField(label="Title")
    ends_on = DateField(label="Ends on")
    is_restricted = forms.BooleanField(label="Restricted", required=False)
    status = forms.ChoiceField(label="Status", choices=[("ACTIVE", "Active"), ("CLOSED", "Closed")])
    owner: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        User.objects, label="Owner", required=False
    )
    readers: "forms.ModelMultipleChoiceField[User]" = forms.ModelMultipleChoiceField(
        User.objects, label="Readers", required=False
    )
    version = VersionField()


def page_of(rf: RequestFactory, plan: ActionPlan, typed: str) -> Any:
    """The page that somebody gets who typed this while the plan was being saved by another."""
    form = SmallForm(QueryDict(typed))
    assert form.is_valid(), form.errors
    return render_conflict(rf.post("/somewhere/"), form, plan)


@pytest.fixture
def plan() -> ActionPlan:
    return ActionPlanFactory.create(title="Hers", version=7, ends_on=date(2023, 3, 31))


SAME = "title=Hers&ends_on_day=31&ends_on_month=3&ends_on_year=2023&status=ACTIVE&version=6"


def test_conflict_page_shows_both_texts_and_keeps_the_second(
    rf: RequestFactory, plan: ActionPlan
) -> None:
    tom, ann = UserFactory.create(full_name="Tom"), UserFactory.create(full_name="Ann")
    typed = (
        "title=Mine+%3Cb%3E&ends_on_day=30&ends_on_month=4&ends_on_year=2023&status=CLOSED"
        f"&is_restricted=on&owner={ann.pk}&readers={tom.pk}&readers={ann.pk}&version=6"
    )
    response = page_of(rf, plan, typed)
    page = response.content.decode()
    assert (response.status_code, response.headers["Cache-Control"]) == (
        409,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert page.count('class="versions__text') == 12
    for words in ("Hers", "31 March 2023", "30 April 2023", "Closed", "Ann and Tom", "Yes"):
        assert words in page
    assert "Mine &lt;b&gt;" in page
    assert "Mine <b>" not in page


def test_conflict_page_sends_the_text_again_on_top_of_what_is_saved(
    rf: RequestFactory, plan: ActionPlan
) -> None:
    page = page_of(rf, plan, SAME.replace("Hers", "Mine")).content.decode()
    assert 'name="version" value="7"' in page
    assert 'name="title" value="Mine"' in page
    assert 'href="/somewhere/"' in page


def test_conflict_page_says_when_both_texts_are_the_same(
    rf: RequestFactory, plan: ActionPlan
) -> None:
    typed = f"{SAME}&owner={plan.owner_id}"
    assert "Both texts say the same." in page_of(rf, plan, typed).content.decode()
