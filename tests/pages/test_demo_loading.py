"""Where the demonstration may go, and how it begins again."""

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from actionplans.models import ActionPlan, PlanEvent
from partners.models import User
from priorities.models import StrategicPlan
from smp_portal.foundation import clock
from smp_portal.foundation.models import ClockShift
from smp_portal.foundation.working_days import LONDON
from smp_portal.pages.demonstration.loading import CannotLoad, load_story, start_again
from tests.factories import UserFactory


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> Settings:
    settings.DEMO = True
    settings.DEMO_MAILDIR = tmp_path
    return settings


def load_demo() -> str:
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_load_demo_outside_the_demonstration() -> None:
    with pytest.raises(CommandError, match=r"Set DEMO=true, with a database of its own\.$"):
        load_demo()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_load_demo_among_real_people(demo: Settings) -> None:
    UserFactory.create()
    with pytest.raises(CommandError, match="people whom the demonstration has not made"):
        load_demo()
    assert User.objects.count() == 1
    assert not ClockShift.objects.exists()


@pytest.mark.django_db
def test_load_demo_twice(demo: Settings) -> None:
    assert load_demo() == "The demonstration is ready: it is Wednesday 5 October 2022, 9:30am.\n"
    clock.move_to(datetime(2022, 10, 7, 9, tzinfo=LONDON))
    events = PlanEvent.objects.count()
    assert load_demo() == "The demonstration is there already.\n"
    assert (User.objects.count(), ActionPlan.objects.count()) == (17, 12)
    assert PlanEvent.objects.count() == events
    assert clock.today().day == 7


@pytest.mark.django_db
def test_load_demo_that_breaks_leaves_nothing(
    demo: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_clock(moment: datetime) -> None:
        raise RuntimeError("The clock is broken.")

    monkeypatch.setattr(clock, "move_to", no_clock)
    with pytest.raises(RuntimeError, match="broken"):
        load_story()
    assert not User.objects.exists()
    assert not StrategicPlan.objects.exists()


@pytest.mark.django_db
def test_start_again_in_a_database_of_others(demo: Settings) -> None:
    UserFactory.create()
    with pytest.raises(CannotLoad, match="Only the demonstration's own database is emptied"):
        start_again()
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_demo_reset_forgets_everything(demo: Settings, client: Client) -> None:
    load_story()
    clock.move_to(datetime(2022, 10, 13, 9, tzinfo=LONDON))
    helen = User.objects.get(email="helen.marsh@example.org")
    client.force_login(helen)
    User.objects.filter(pk=helen.pk).update(full_name="Somebody Else")
    mail = Path(demo.DEMO_MAILDIR, "new", "1.mail")
    mail.parent.mkdir()
    mail.write_text("Subject: Old\n\nOld")

    response = client.post(reverse("pages:demo_reset"), follow=True)

    assert response.redirect_chain == [("/demo/people/", 302)]
    assert "The demonstration begins again" in response.content.decode()
    assert User.objects.filter(full_name="Helen Marsh").count() == 1
    assert clock.today().day == 5
    assert not mail.exists()
    assert client.get(reverse("pages:my_work")).status_code == 302


@pytest.mark.django_db
def test_demo_reset_asks_first(demo: Settings, client: Client) -> None:
    ClockShift.objects.create(moved_at=datetime(2022, 10, 5, 9, 30, tzinfo=LONDON))
    UserFactory.create(full_name="Still Here")
    page = client.get(reverse("pages:demo_reset")).content.decode()
    assert "This can’t be undone." in page
    assert User.objects.filter(full_name="Still Here").exists()
