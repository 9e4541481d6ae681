"""How the plan's pages are read and their forms are sent."""

from typing import Any

from priorities.models import Priority


def priority_form(priority: Priority, **changes: Any) -> dict[str, Any]:
    """The edit form of a priority as a person who changes nothing else would send it."""
    form = {
        "version": priority.version,
        "title": priority.title,
        "status": priority.status,
        "what_we_want": priority.what_we_want,
        "how_we_will_work": priority.how_we_will_work,
    }
    return form | changes


def told(response: Any) -> list[tuple[str, str, str]]:
    """What the page for two texts says: the question, what is saved, what was typed."""
    assert response.status_code == 409
    return [(one.label, one.saved, one.typed) for one in response.context["differences"]]


def refused(response: Any) -> dict[str, list[str]]:
    """What is said is wrong, on a page that says so in its title."""
    assert response.status_code == 200
    assert "<title>Error: " in response.content.decode()
    return dict(response.context["form"].errors)
