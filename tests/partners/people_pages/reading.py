"""What the people pages say, and the form that they take."""

from http import HTTPStatus

from django.test import Client

from partners.models import Partner, Role

LIST, ADD = "/people/", "/people/add/"


def answers(partner: Partner, **changes: str) -> dict[str, str]:
    return {
        "full_name": "Tom Ashby",
        "email": "tom.ashby@example.org",
        "post": "Road Safety Officer",
        "telephone": "01632 960001",
        "partner": str(partner.pk),
        "role": Role.OWNER,
    } | changes


def errors(client: Client, url: str, data: dict[str, str]) -> dict[str, list[str]]:
    response = client.post(url, data)
    assert response.status_code == HTTPStatus.OK
    assert "There is a problem" in response.content.decode()
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def listed(client: Client, query: str = "") -> list[str]:
    return [person.full_name for person in client.get(LIST + query).context["page"]]
