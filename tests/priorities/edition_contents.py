"""Contents of an edition made for tests; all plainly invented."""

from typing import Any

Contents = dict[str, Any]


def contents(**changes: Any) -> Contents:
    """A small plan with one priority, as an edition keeps it."""
    whole: Contents = {
        "format": 1,
        "plan": {
            "title": "A plan",
            "slug": "2030-2033",
            "starts_on": "2030-04-01",
            "ends_on": "2033-03-31",
            "years": "2030 to 2033",
        },
        "sections": [
            {"number": 1, "title": "About", "slug": "about", "body": "A quiet place."},
            {"number": 2, "title": "Partners", "slug": "partners", "body": "Many bodies."},
        ],
        "aims": [{"number": 1, "title": "Listen", "text": "To all."}],
        "themes": [{"number": 1, "title": "Noise"}, {"number": 2, "title": "Housing"}],
        "county": [
            {
                "number": 1,
                "title": "Quiet nights",
                "position": "PARTLY",
                "note": "",
                "priorities": ["night-noise"],
            }
        ],
        "priorities": [priority()],
        "places": [{"slug": "upper", "name": "Upper Village", "kind": "VILLAGE", "is_rural": True}],
        "partners": [
            {
                "slug": "council",
                "name": "Council",
                "listed_as": "STATUTORY",
                "legal_role": "RESPONSIBLE_AUTHORITY",
                "valid_to": None,
                "successors": [],
            }
        ],
        "commitments": [{"number": 1, "text": "Turn up."}],
    }
    return whole | changes


def priority(**changes: Any) -> Contents:
    """One priority of the contents."""
    whole: Contents = {
        "number": 1,
        "title": "Night noise",
        "slug": "night-noise",
        "what_we_want": "",
        "how_we_will_work": "With neighbours.",
        "aims": [1],
        "themes": [1],
        "reasons": [
            {"kind": "STATISTIC", "text": "Nine cats in May.", "source": "", "finding": None}
        ],
        "voices": [],
        "actions": [action("Count the cats"), action("Ask the owners")],
        "measures": [measure()],
        "replies": [],
    }
    return whole | changes


def action(title: str, **changes: Any) -> Contents:
    """One action of a priority."""
    whole: Contents = {
        "title": title,
        "description": "",
        "lead": "Council",
        "supporting": [],
        "places": [],
        "status": "IN_PROGRESS",
        "due_on": "2031-03-31",
        "completed_on": None,
        "success": "",
    }
    return whole | changes


def measure(**changes: Any) -> Contents:
    """One measure of a priority, with its latest reading."""
    whole: Contents = {
        "title": "Quiet streets",
        "unit": "streets",
        "direction": "INCREASE",
        "target": "10",
        "target_by": None,
        "latest": reading("6"),
        "previous": None,
        "to_be_agreed_by": None,
        "source": "",
    }
    return whole | changes


def reading(value: str, **changes: Any) -> Contents:
    """One reading of a measure."""
    whole: Contents = {
        "value": value,
        "out_of": "10",
        "period_start": "2030-07-01",
        "period_end": "2030-09-30",
        "narrative": "",
    }
    return whole | changes
