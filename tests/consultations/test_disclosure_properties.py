"""However people answered, nobody works out from what is published a figure under 5."""

from collections import Counter
from itertools import combinations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from consultations.audiences import AUDIENCES
from consultations.models import AgeBand, QuestionKind
from tests.consultations.attacker import Person, Survey, can_work_out

PLACES = [(True, AgeBand.AGE_45_64), (False, AgeBand.AGE_45_64)]
AGES = [
    (True, AgeBand.UNDER_18),
    (True, AgeBand.AGE_18_24),
    (True, AgeBand.AGE_45_64),
    (True, AgeBand.NOT_SAID),
]


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    """Questions of every kind, answered by few people and by many, who differ by place or else by age.

    Nothing is published of place and age at once, so that neither division tells of the other.
    """
    kind = draw(st.sampled_from([QuestionKind.SINGLE, QuestionKind.SCALE, QuestionKind.SEVERAL]))
    options = draw(st.integers(2, 4))
    most = draw(st.integers(2, options)) if kind == QuestionKind.SEVERAL else 1
    sets = [set(c) for n in range(1, most + 1) for c in combinations(range(options), n)]
    cells = draw(st.sampled_from([PLACES, AGES, AGES[:2], AGES[1:3], AGES[2:]]))
    person = st.builds(
        Person,
        cell=st.sampled_from(cells),
        chosen=st.sampled_from(sets).map(frozenset),
    )
    people = draw(
        st.dictionaries(
            person, st.sampled_from([1, 2, 3, 4, 5, 8, 13, 30]), min_size=1, max_size=16
        )
    )
    return Survey(kind, options, most, Counter(people))


# What is found here is small already, and making it smaller takes minutes.
@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(surveys())
def test_published_tables_tell_no_figure_under_five(survey: Survey) -> None:
    worked_out = [
        (figure.audience.key, figure.option, figure.did, value)
        for figure, value in survey.small_figures()
        if can_work_out(survey, figure)
    ]
    assert worked_out == []


@settings(max_examples=300, deadline=None)
@given(surveys())
def test_published_tables_print_no_figure_under_five(survey: Survey) -> None:
    for key in AUDIENCES:
        base, counts = survey.published[key]
        assert base is None or base == 0 or base >= 10
        for count in counts:
            assert count is None or not base or 5 <= count <= base - 5
