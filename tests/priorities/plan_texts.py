"""Plan files made for tests; all plainly invented."""

SMALL_PLAN = """\
[plan]
title = "A plan"
slug = "2030-2033"
starts_on = 2030-04-01
ends_on = 2033-03-31

[[section]]
number = 1
title = "About the place"
body = \"\"\"
First line.
[[priority]]
title = "not a heading"
\"\"\"

[[aim]]
number = 1
title = "Listen"

[[theme]]
number = 1
title = "Noise"

[[county_priority]]
number = 1
title = "Quiet nights"
local_position = "COVERED"

[[priority]]
number = 1
title = "Night noise"
aims = [1]
themes = [1]

[[priority.reason]]
number = 1
kind = "CONSULTATION"
text = "People asked for it."

[[priority.alignment]]
county_priority = 1
note = "The same matter."

[[priority]]
number = 2
title = "Lost cats"

[[priority.reason]]
number = 1
kind = "STATISTIC"
text = "Nine cats in May."

[[partner]]
name = "Old Council"
listed_as = "STATUTORY"
listed_position = 1
legal_role = "RESPONSIBLE_AUTHORITY"
valid_to = 2029-03-31
successors = ["New Council"]

[[partner]]
name = "New Council"
listed_as = "NOT_LISTED"
legal_role = "RESPONSIBLE_AUTHORITY"
valid_from = 2029-04-01

[[forum]]
name = "The Board"
is_board = true

[[commitment]]
number = 1
text = "Turn up."

[[community]]
name = "Upper Village"
kind = "VILLAGE"
is_rural = true
population = 120
"""


def line_of(words: str, text: str = SMALL_PLAN) -> int:
    """The line on which these words first stand."""
    return text[: text.index(words)].count("\n") + 1
