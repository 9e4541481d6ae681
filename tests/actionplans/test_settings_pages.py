"""The rules of asking: read by officers, changed by administrators, foreseen before they hold."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import FrameworkSettings
from partners.models import User
from tests.actionplans.asking import road_safety, text
from tests.factories import ReviewRoundFactory, UserFactory, administrator, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

RULES = {
    "answer_days": "5",
    "due_lead_days": "3",
    "overdue_days": "5",
    "escalated_days": "10",
    "send_hour": "9",
    "link_days": "20",
    "team_name": "The partnership team",
    "team_email": "team@example.org",
    "team_telephone": "01632 960001",
    "team_address": "",
    "team_in_person": "",
    "version": "1",
}


@pytest.fixture
def ada(client: Client) -> Client:
    client.force_login(administrator(full_name="Ada Administrator"))
    return client


def coming() -> None:
    ReviewRoundFactory.create(
        title="October to December 2022",
        period_start=date(2022, 10, 1),
        period_end=date(2022, 12, 31),
        opens_on=date(2023, 1, 3),
        due_on=date(2023, 1, 10),
        papers_on=date(2023, 1, 12),
    )


def test_settings_say_what_holds_and_whose_mails_come_when(client: Client) -> None:
    client.force_login(officer())
    road_safety()
    coming()
    page = text(client.get("/settings/"))
    assert "“Overdue” after the date</dt>" in page
    assert "5 working days</dd>" in page
    assert "Tom Ashby would get these mails on these days" in page
    assert "Wednesday 5 October 2022 at 9:30am" in page
    assert "Monday 17 October 2022 at 9:00am" in page
    assert "Thursday 5 January 2023 at 9:00am" in page
    assert "Change the settings" not in page


def test_settings_of_somebody_who_owes_nothing(client: Client) -> None:
    client.force_login(officer())
    road_safety()
    other = UserFactory.create(full_name="Otto Other")
    page = text(client.get("/settings/", {"person": other.pk}))
    assert "no mail, as Otto Other owes nothing in it" in page


def test_settings_edit_saves_with_history(ada: Client) -> None:
    response = ada.post("/settings/edit/", RULES | {"overdue_days": "4", "team_name": "Us"})
    assert response["Location"] == "/settings/"
    rules = FrameworkSettings.load()
    assert (rules.overdue_days, rules.team_name, rules.version) == (4, "Us", 2)
    page = text(ada.get("/settings/"))
    assert "“Overdue” after the date: 5 working days" in page
    assert "became</span> 4 working days" in page
    assert "Ada Administrator</span>" in page


def test_settings_edit_shows_what_changes_and_saves_nothing(ada: Client) -> None:
    road_safety()
    coming()
    page = text(ada.post("/settings/edit/", RULES | {"overdue_days": "4", "show": "1"}))
    assert "What changes</h2>" in page
    assert "Monday 17 October 2022 at 9:00am</td>" in page
    assert "<strong>Friday 14 October 2022 at 9:00am</strong>" in page
    assert "<strong>Monday 16 January 2023 at 9:00am</strong>" in page
    assert 'name="overdue_days" value="4"' in page
    assert not FrameworkSettings.objects.exists()


def test_settings_edit_shows_that_nothing_changes(ada: Client) -> None:
    road_safety()
    page = text(ada.post("/settings/edit/", RULES | {"link_days": "30", "show": "1"}))
    assert "Nothing changes for Tom Ashby</h2>" in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"overdue_days": "61"}, "The number of days for “overdue” must be 60 or less"),
        ({"overdue_days": "-1"}, "The number of days for “overdue” must be 0 or more"),
        ({"overdue_days": "soon"}, "Enter the number of days for “overdue” in figures, like 40"),
        ({"escalated_days": "5"}, "Enter 6 or more: officers are told after “overdue” has gone"),
        ({"send_hour": "6"}, "The hour must be 7 or more"),
        ({"send_hour": "18"}, "The hour must be 17 or less"),
        ({"team_name": ""}, "Enter the team’s name"),
        ({"team_email": "team"}, "Enter an e-mail address with an @, like name@example.org"),
    ],
)
def test_settings_edit_says_what_to_put_right(
    ada: Client, changes: dict[str, str], message: str
) -> None:
    for button in ({}, {"show": "1"}):
        response = ada.post("/settings/edit/", RULES | changes | button)
        assert response.status_code == 200
        assert message in text(response)
    assert not FrameworkSettings.objects.exists()


def test_settings_edit_after_somebody_else_keeps_the_text(ada: Client) -> None:
    ada.post("/settings/edit/", RULES | {"team_name": "Theirs"})
    response = ada.post("/settings/edit/", RULES | {"team_name": "Mine"})
    assert response.status_code == 409
    page = text(response)
    assert "Theirs" in page
    assert "Mine" in page
    assert FrameworkSettings.load().team_name == "Theirs"


def test_settings_edit_by_an_officer_is_refused(client: Client) -> None:
    client.force_login(officer())
    assert client.get("/settings/edit/").status_code == 403
    assert client.post("/settings/edit/", RULES | {"team_name": "Us"}).status_code == 403
    assert not FrameworkSettings.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_settings_take_as_many_queries_for_thirty_changes(
    ada: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    road_safety()
    rules, by = FrameworkSettings.objects.create(), User.objects.get(role="ADMINISTRATOR")
    for number in range(count):
        rules.team_name = f"Team {number}"
        rules._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own way
        rules.save()
    with django_assert_num_queries(13):
        page = text(ada.get("/settings/"))
    assert page.count("Ada Administrator</span>") >= count
