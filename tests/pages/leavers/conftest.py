"""The day, an administrator, and somebody who is about to leave with all that they hold."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from actionplans.models import Action, ActionPlan
from partners.models import Absence, User
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    administrator,
    owner,
)


@dataclass(frozen=True)
class Held:
    """What Lorna holds."""

    owned: ActionPlan
    deputised: ActionPlan
    action: Action
    absence: Absence

    def answers(self, **takers: Any) -> dict[str, str]:
        """What an administrator sends; nobody takes what is not named."""
        names = {name: f"{self.kind(name)}-{getattr(self, name).pk}-person" for name in NAMES}
        chosen = {names[name]: str(taker.pk) for name, taker in takers.items()}
        return (
            dict.fromkeys(names.values(), "") | chosen | {"shown": " ".join(sorted(names.values()))}
        )

    @staticmethod
    def kind(name: str) -> str:
        return {"owned": "plan", "deputised": "deputy"}.get(name, name)


NAMES = ("owned", "deputised", "action", "absence")


@pytest.fixture(autouse=True)
def _day(on_the_day: None) -> None:
    """Let it be Wednesday 5 October 2022."""


@pytest.fixture
def admin(client: Client) -> User:
    admin = administrator(full_name="Ada Price")
    client.force_login(admin)
    return admin


@pytest.fixture
def lorna() -> User:
    hub = PartnerFactory.create(name="Learning Hub")
    return owner(full_name="Lorna Fisk", post="Partnerships Manager", partner=hub)


@pytest.fixture
def tom() -> User:
    return owner(full_name="Tom Ashby", post="Road Safety Officer")


@pytest.fixture
def held(lorna: User) -> Held:
    karen = owner(full_name="Karen Doyle")
    return Held(
        owned=ActionPlanFactory.create(title="Communication", number=5, owner=lorna),
        deputised=ActionPlanFactory.create(
            title="Drug related crime", number=1, owner=karen, deputy=lorna
        ),
        action=ActionFactory.create(
            title="Drop-in sessions",
            reference="2.3",
            lead_person=lorna,
            plan=ActionPlanFactory.create(title="Road safety", number=2),
        ),
        absence=AbsenceFactory.create(
            user=karen, deputy=lorna, starts_on=date(2022, 10, 10), ends_on=date(2022, 10, 14)
        ),
    )
