"""How large the synthetic partnership is."""

from dataclasses import dataclass

# A strategic plan has no more of these, however much is done for it, and three years have twelve quarters.
PRIORITIES = 20
PARTNERS = 20
YEARS = 3
ACTIONS_OF_A_PLAN = 10
MEASURES_OF_A_PLAN = 2


@dataclass(frozen=True)
class Size:
    """How many plans there are and how many people share them: 1,000 and 200 at scale 1."""

    scale: float

    @property
    def plans_a_year(self) -> int:
        return -(-round(1000 * self.scale) // YEARS)

    @property
    def people(self) -> int:
        return max(round(200 * self.scale), 3)
