"""Lists to choose from are drawn as Django draws them, only sooner."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from smp_portal.foundation.forms.drawing import FormRenderer

PLAIN = [("", "All years"), ("2022/23", "2022/23"), (3, "Three & <four>")]
GROUPED = [("Today’s", [(1, "Melton"), (2, "Rural")]), ("Past & gone", [(3, "Old")]), (4, "None")]


@pytest.mark.parametrize(
    ("choices", "value", "attrs"),
    [
        (PLAIN, "2022/23", {"id": "id_year", "class": "govuk-select"}),
        (PLAIN, None, {"required": True, "disabled": False, "data-x": '"quoted" & <so>'}),
        (GROUPED, 3, {"id": "id_partner", "aria-describedby": "id_partner_error"}),
        ([], "", {}),
    ],
)
def test_list_to_choose_from_is_drawn_to_the_letter(
    choices: Any, value: object, attrs: dict[str, Any]
) -> None:
    widget = forms.Select(choices=choices)
    drawn = widget.render("one", value, attrs, renderer=FormRenderer())
    assert drawn == widget.render("one", value, attrs, renderer=DjangoTemplates())
    assert "<select" in drawn


def test_list_of_several_and_other_fields_are_left_to_django() -> None:
    for widget in (
        forms.SelectMultiple(choices=PLAIN),
        forms.TextInput(),
        forms.RadioSelect(choices=PLAIN),
    ):
        drawn = widget.render("one", "3", {"id": "x"}, renderer=FormRenderer())
        assert drawn == widget.render("one", "3", {"id": "x"}, renderer=DjangoTemplates())


def test_choice_with_a_template_of_its_own_keeps_it() -> None:
    class Flagged(forms.Select):
        option_template_name = "django/forms/widgets/radio_option.html"

    drawn = Flagged(choices=PLAIN).render("one", "3", {}, renderer=FormRenderer())
    assert "<option" not in drawn
