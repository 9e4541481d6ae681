"""From the text of a plan file to rows, or to a list of what is wrong with it."""

from django.db import transaction

from priorities.plan_file.agreeing import disagreements
from priorities.plan_file.checking import check
from priorities.plan_file.problems import PlanFileRefused
from priorities.plan_file.reading import read
from priorities.plan_file.saving import Loaded, Saving


def load_plan_file(text: str) -> Loaded:
    """Save a plan file whole, or refuse it whole with PlanFileRefused.

    Running it again doubles nothing. What officers have edited in the portal since is left as it is, and nothing
    is ever removed: what the file no longer names stays.
    """
    data, places = read(text)
    whole, problems = check(data, places)
    problems += disagreements(whole, places)
    if problems:
        raise PlanFileRefused(problems)
    with transaction.atomic():
        return Saving(places).save(whole)
