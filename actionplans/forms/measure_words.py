"""What the form of a measure asks, in which order, and what it says of each question."""

from actionplans.models import MeasureState

LABELS = {
    "number": "Number",
    "title": "What is measured?",
    "kind": "What kind of measure is it?",
    "state": "How far is it agreed?",
    "agree_by": "To be agreed with the community by",
    "agreed_with": "With whom was it agreed?",
    "agreed_on": "When was it agreed?",
    "retired_on": "Since when is it no longer used?",
    "retired_because": "Why is it no longer used?",
    "every": "How often is it read?",
    "theme": "What do the voices beside it speak of?",
    "communities": "From where are the voices?",
    "direction": "Which way is better?",
    "unit": "What is counted",
    "target_by": "To be reached by",
    "geography": "Where",
    "source": "Where the figures come from",
    "note": "How to read it",
}
HINTS = {
    "number": "The plan’s first measure stands for it on the dashboard.",
    "title": "For example, “Villages with a speed watch”",
    "agree_by": "It counts as missing only after this day.",
    "agreed_with": "For an agreed measure. For example, “Parents at three schools, and the parish councils”",
    "retired_because": "For example, “The scheme that counted it has ended”",
    "theme": "For a measure of what people say: testimony about this is shown beside it.",
    "communities": "Tick none for voices from everywhere.",
    "unit": "For example, “villages” or “voices”",
    "geography": "For example, “three schools” or “the villages”",
    "source": "For example, “Counted by the scheme”",
    "note": "For example, “Small numbers: read with care”",
}
KINDS = {"TESTIMONY": "For example, 14 of 22 young people say that they feel safer"}
DIRECTIONS = {
    "NO_JUDGEMENT": "For example, calls that rise because people are encouraged to report"
}
STATES = {
    "TO_BE_AGREED": "Measures are designed with the community: say by when",
    "RETIRED": "It stays to be seen with its readings, and takes no new ones",
}

# What has to be said of a measure in each state.
NEEDED = {
    MeasureState.TO_BE_AGREED: {
        "agree_by": "Enter the day by which it is agreed with the community"
    },
    MeasureState.AGREED: {
        "agreed_with": "Enter with whom it was agreed",
        "agreed_on": "Enter the day on which it was agreed",
    },
    MeasureState.RETIRED: {
        "retired_on": "Enter the day since which it is no longer used",
        "retired_because": "Enter why it is no longer used",
    },
}

# The parts of the form, in the order in which a measure is thought out.
GROUPS = {
    "What it is": ("title", "kind", "direction", "unit", "definition"),
    "How far it is agreed": (
        *("state", "agree_by", "agreed_with", "agreed_on", "retired_on", "retired_because"),
    ),
    "How it is read": ("every", "lag", "baseline", "target", "target_by"),
    "Where it comes from": ("geography", "source", "note"),
    "What people say beside it": ("theme", "communities"),
    "In the plan": ("continues", "number"),
}
