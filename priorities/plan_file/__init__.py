"""A partnership's plan kept as a file: read, checked whole, then saved."""

from priorities.plan_file.loading import load_plan_file
from priorities.plan_file.problems import PlanFileRefused, Problem
from priorities.plan_file.saving import Loaded

__all__ = ["Loaded", "PlanFileRefused", "Problem", "load_plan_file"]
