"""All the rows that a person's mail rests on, read in one statement: while they stand as they stood, so does it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from smp_portal.foundation.statements import Row, ask, marks

# What is true of everybody's mail stands under no person.
_EVERYBODY = 0

# Whom each person is asked for: themselves, and whoever they stand in for.
_ASKED_FOR = """
    SELECT id AS person, id AS who FROM partners_user WHERE id IN ({people})
    UNION
    SELECT deputy_id, user_id FROM partners_absence
    WHERE deputy_id IN ({people}) AND starts_on <= %s AND ends_on >= %s"""

# The active plans that they own, are deputies of, or lead an action in.
_PLANS = """
    SELECT person, plan.* FROM (
        SELECT person, plan.id FROM asked_for JOIN actionplans_actionplan plan ON owner_id = who
        UNION
        SELECT deputy_id, id FROM actionplans_actionplan WHERE deputy_id IN ({people})
        UNION
        SELECT person, plan_id FROM asked_for JOIN actionplans_action ON lead_person_id = who
    ) theirs JOIN actionplans_actionplan plan ON plan.id = theirs.id
    WHERE plan.status = 'ACTIVE'"""

_CONCERNED = """
    SELECT person, who FROM asked_for
    UNION SELECT person, owner_id FROM plans
    UNION SELECT person, deputy_id FROM plans"""

_OF_A_PERSON = "theirs.id, is_active, full_name, email, role, address_dead_since"

# For each kind of row: whose it is, what of it matters, and where it is found. Of what is only ever added to,
# the number is enough.
_PARTS: Mapping[str, tuple[str, str, str]] = {
    "rules": (
        str(_EVERYBODY),
        "version, answer_days, due_lead_days, overdue_days, escalated_days, link_days, send_hour",
        "actionplans_frameworksettings",
    ),
    "team": (
        str(_EVERYBODY),
        "team_name, team_email, team_telephone, team_address, team_in_person",
        "actionplans_frameworksettings",
    ),
    "round": (
        str(_EVERYBODY),
        "id, title, reason, is_extra, opened_at, cancelled_at, opens_on, due_on, papers_on, period_end",
        "actionplans_reviewround WHERE opened_at IS NOT NULL",
    ),
    "person": ("person", _OF_A_PERSON, "asked_for JOIN partners_user theirs ON theirs.id = who"),
    "owner": ("person", _OF_A_PERSON, "plans JOIN partners_user theirs ON theirs.id = owner_id"),
    "deputy": ("person", _OF_A_PERSON, "plans JOIN partners_user theirs ON theirs.id = deputy_id"),
    "absence": (
        "person",
        "absence.id, user_id, deputy_id, starts_on, ends_on, is_active",
        (
            "concerned JOIN partners_absence absence ON user_id = who"
            " JOIN partners_user deputy ON deputy.id = deputy_id"
            " WHERE starts_on <= %s AND ends_on >= %s"
        ),
    ),
    "plan": (
        "person",
        "id, number, title, owner_id, deputy_id, is_restricted, version",
        "plans",
    ),
    "review": (
        "person",
        "review.id, round_id, state",
        "plans JOIN actionplans_review review ON plan_id = plans.id",
    ),
    "action": (
        "person",
        "id, plan_id, reference, title, due_on, version",
        (
            "asked_for JOIN actionplans_action ON lead_person_id = who"
            " WHERE status IN ('NOT_STARTED', 'IN_PROGRESS')"
        ),
    ),
    "updates": (
        "person",
        "count(*)",
        (
            "asked_for JOIN actionplans_action action ON lead_person_id = who"
            " JOIN actionplans_actionupdate ON action_id = action.id GROUP BY person"
        ),
    ),
    "decisions": (
        "person",
        "count(*)",
        (
            "plans JOIN actionplans_review review ON plan_id = plans.id"
            " JOIN actionplans_reviewdecision ON review_id = review.id GROUP BY person"
        ),
    ),
    "events": (
        "person",
        "count(*)",
        "plans JOIN actionplans_planevent ON plan_id = plans.id GROUP BY person",
    ),
    "told": (
        "recipient_id",
        "count(sent_at)",
        "actionplans_reminder WHERE recipient_id IN ({people}) GROUP BY recipient_id",
    ),
}
_WIDEST = max(len(columns.split(", ")) for _, columns, _ in _PARTS.values())

Standing = frozenset[Row]


def read_standings(people: Collection[int], *, on: date) -> dict[int, Standing]:
    """The rows that each person's mail rests on at this moment, by person."""
    listed = list(people)
    if not listed:
        return {}
    words = _WORDS.format(people=marks(listed))
    days = [on, on]
    # In the order in which the statement asks for them: whom people are asked for, plans, absences, mails.
    rows = ask(words, [*listed, *listed, *days, *listed, *days, *listed])
    by_person: dict[int, set[Row]] = defaultdict(set)
    for person, *row in rows:
        by_person[person].add(tuple(row))
    return {person: frozenset(by_person[person] | by_person[_EVERYBODY]) for person in listed}


def _part(name: str, person: str, columns: str, source: str) -> str:
    named = [f"CAST({column} AS text)" for column in columns.split(", ")]
    named += ["NULL"] * (_WIDEST - len(named))
    # All of it stands above: nothing comes from outside.
    return f"SELECT {person}, '{name}', {', '.join(named)} FROM {source}"  # noqa: S608


_WORDS = (
    f"WITH asked_for AS ({_ASKED_FOR}), plans AS ({_PLANS}), concerned AS ({_CONCERNED})\n"
    + "\nUNION ALL ".join(_part(name, *part) for name, part in _PARTS.items())
)
