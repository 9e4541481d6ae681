"""Sending a round's form as a browser does: first to see the new days, then to save what was shown."""

from typing import Any

from django.test import Client

from tests.actionplans.plan_cast import in_parts


def dates(**changes: dict[str, str]) -> dict[str, str]:
    """The form of a round whose dates nobody moves."""
    form = {
        "opens_on": in_parts("opens_on", 3, 10, 2022),
        "due_on": in_parts("due_on", 10, 10, 2022),
        "papers_on": in_parts("papers_on", 13, 10, 2022),
    } | changes
    return {name: typed for parts in form.values() for name, typed in parts.items()}


def shown(client: Client, url: str, form: dict[str, Any]) -> Any:
    """The page that shows what would be."""
    response = client.post(url, form | {"show": "1"})
    assert response.status_code == 200
    return response


def saved(client: Client, url: str, form: dict[str, Any]) -> Any:
    """What comes of saving just what was shown."""
    page = shown(client, url, form)
    return client.post(url, form | {"shown": page.context["shown"]})
