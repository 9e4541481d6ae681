"""All of the synthetic partnership, put into an empty database."""

from datetime import date

from bench.partnership.asking import add_rounds
from bench.partnership.ground import lay_ground
from bench.partnership.plans import add_actions, add_events, add_measures, add_plans
from bench.partnership.size import Size


def build(scale: float, *, today: date) -> None:
    """Three years of a partnership, today's year under way."""
    size = Size(scale)
    ground = lay_ground(size, today=today)
    plans = add_plans(ground, size)
    actions = add_actions(ground, plans)
    add_measures(ground, plans)
    add_events(ground, actions)
    add_rounds(ground, plans, actions)
