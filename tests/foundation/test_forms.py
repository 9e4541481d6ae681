from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from smp_portal.foundation.forms import (
    Checkboxes,
    DateField,
    PortalForm,
    Radios,
    RatingRadios,
    VersionField,
    error_links,
)
from tests.foundation.pages import attributes, elements, error_targets, focusable, rendered

FORM = '{% include "components/form.html" with form=form submit="Save" cancel="/back/" only %}'
WAYS = [("WALK", "On foot"), ("CYCLE", "By bicycle")]


class EveryKind(PortalForm):
    named = {"title": "a title", "due_on": "the date this action is due"}

    title = forms.CharField(max_length=20, help_text="A few words")
    email = forms.EmailField(label="E-mail address")
    telephone = forms.CharField(widget=forms.TextInput(attrs={"type": "tel"}))
    note = forms.CharField(widget=forms.Textarea, max_length=50)
    lead = forms.ChoiceField(choices=WAYS, label="Lead organisation")
    way = forms.ChoiceField(choices=WAYS, widget=Radios(hints={"WALK": "In all weathers"}))
    rating = forms.ChoiceField(
        choices=[("GREEN", "On track"), ("RED", "Off track")],
        widget=RatingRadios,
        label="Will this plan deliver what it set out to?",
    )
    ways = forms.MultipleChoiceField(choices=WAYS, widget=Checkboxes)
    agreed = forms.BooleanField(label="I have told them")
    due_on = DateField(label="Due date")
    progress = forms.IntegerField(max_value=100)
    paper = forms.FileField()
    version = VersionField()


FILLED: dict[str, Any] = {
    "title": "Lighting",
    "email": "tom@example.org",
    "telephone": "01632 960001",
    "note": "Begun.",
    "lead": "WALK",
    "way": "WALK",
    "rating": "GREEN",
    "ways": ["WALK"],
    "agreed": "on",
    "due_on_day": "27",
    "due_on_month": "3",
    "due_on_year": "2022",
    "progress": "40",
    "version": "1",
}
VISIBLE = [name for name in EveryKind.base_fields if name != "version"]


def test_every_error_leads_to_something_that_takes_the_focus() -> None:
    html = rendered(FORM, form=EveryKind({}))

    assert len(error_targets(html)) == len(VISIBLE)
    assert set(error_targets(html)) - focusable(html) == set()


@pytest.mark.parametrize("name", VISIBLE)
def test_a_single_error_leads_to_its_field(name: str) -> None:
    left_out = {key: value for key, value in FILLED.items() if not _belongs(key, name)}
    form = EveryKind(left_out, {} if name == "paper" else {"paper": _paper()})
    html = rendered(FORM, form=form)

    [target] = error_targets(html)
    assert target in focusable(html)
    assert target.startswith(f"id_{name}")


def test_several_errors_of_one_field_are_all_listed() -> None:
    form = EveryKind(FILLED, {"paper": _paper()})
    form.add_error("way", "Say how")
    form.add_error("way", "Say when")

    assert [link.message for link in error_links(form)] == ["Say how", "Say when"]
    assert error_targets(rendered(FORM, form=form)) == ["id_way_0", "id_way_0"]


def test_an_error_of_the_whole_form_is_said_without_a_dead_link() -> None:
    form = EveryKind(FILLED, {"paper": _paper()})
    form.add_error(None, "Another plan has this number")
    html = rendered(FORM, form=form)

    assert "<li>Another plan has this number</li>" in html
    assert error_targets(html) == []


def test_a_lost_version_is_said_without_a_dead_link() -> None:
    form = EveryKind({**FILLED, "version": ""}, {"paper": _paper()})

    [link] = error_links(form)
    assert link.target == ""
    assert link.message.startswith("Open this page again")


def test_messages_say_what_to_do() -> None:
    assert [link.message for link in error_links(EveryKind({}))] == [
        "Enter a title",
        "Enter the e-mail address",
        "Enter the telephone",
        "Enter the note",
        "Select the lead organisation",
        "Select the way",
        "Select an answer to “Will this plan deliver what it set out to?”",
        "Select the ways",
        "Tick the box: I have told them",
        "Enter the date this action is due",
        "Enter the progress",
        "Choose the paper",
        "Open this page again before you save: it lost track of what it was showing.",
    ]


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("title", "x" * 21, "Enter a title of 20 characters or fewer"),
        ("note", "x" * 51, "Shorten the note to 50 characters or fewer"),
        (
            "title",
            "a\x00b",
            "Type a title again: it came with a hidden character that can’t be kept",
        ),
        ("email", "tom", "Enter an e-mail address with an @, like name@example.org"),
        ("progress", "half", "Enter the progress in figures, like 40"),
        ("progress", "101", "The progress must be 100 or less"),
        ("lead", "SWIM", "Choose the lead organisation from the list"),
        ("ways", ["SWIM"], "Choose the ways from the list"),
    ],
)
def test_messages_of_wrong_answers_say_what_would_be_right(
    name: str, typed: object, message: str
) -> None:
    form = EveryKind({**FILLED, name: typed}, {"paper": _paper()})

    assert [link.message for link in error_links(form)] == [message]


def test_a_forms_own_words_are_kept() -> None:
    class Named(PortalForm):
        title = forms.CharField(error_messages={"required": "Say what it is about"})

    assert [link.message for link in error_links(Named({}))] == ["Say what it is about"]


def test_messages_of_a_label_with_a_per_cent_sign_are_whole() -> None:
    class Share(PortalForm):
        share = forms.IntegerField(label="Share (%)", max_value=100)

    assert [link.message for link in error_links(Share({}))] == ["Enter the share (%)"]
    assert [link.message for link in error_links(Share({"share": "101"}))] == [
        "The share (%) must be 100 or less"
    ]


def test_hint_and_error_are_tied_to_their_field() -> None:
    html = rendered(FORM, form=EveryKind({}))
    by_id = {a["id"]: a for e in elements(html) if "id" in (a := attributes(e))}

    assert by_id["id_title"]["aria-describedby"] == "id_title_helptext id_title_error"
    assert by_id["id_note"]["aria-describedby"] == "id_note_error id_note-info"
    assert by_id["id_way_0"]["aria-describedby"] == "id_way_0_hint"
    described = " ".join(a.get("aria-describedby", "") for a in map(attributes, elements(html)))
    assert set(described.split()) - set(by_id) == set()


def test_every_id_is_used_once() -> None:
    ids = [
        a["id"]
        for e in elements(rendered(FORM, form=EveryKind({})))
        if "id" in (a := attributes(e))
    ]

    assert len(ids) == len(set(ids))


def test_every_control_has_a_label() -> None:
    html = rendered(FORM, form=EveryKind())
    labelled = {attributes(e).get("for") for e in elements(html) if e.name == "label"}

    assert focusable(html) - labelled == set()


def test_no_radio_is_chosen_beforehand() -> None:
    html = rendered(FORM, form=EveryKind())

    assert [e for e in elements(html) if "checked" in attributes(e)] == []


def test_a_known_answer_is_chosen() -> None:
    html = rendered(FORM, form=EveryKind(initial={"way": "CYCLE"}))
    chosen = [a["value"] for e in elements(html) if "checked" in (a := attributes(e))]

    assert chosen == ["CYCLE"]


def test_what_was_typed_comes_back_whole_and_escaped() -> None:
    typed = '<script>alert("1")</script> & 🚲 “ok”'
    html = rendered(FORM, form=EveryKind({"title": typed, "note": typed}))

    escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; 🚲 “ok”"
    assert "<script>" not in html
    assert f'value="{escaped}"' in html
    assert html.count(escaped) == 2


def test_a_long_answer_is_not_cut_by_the_browser() -> None:
    html = rendered(FORM, form=EveryKind())

    assert [e for e in elements(html) if "maxlength" in attributes(e)] == []
    assert 'data-maxlength="50"' in html


def test_a_new_line_counts_as_one_character() -> None:
    form = EveryKind({**FILLED, "note": "x\r\n" * 25}, {"paper": _paper()})

    assert form.is_valid()
    assert form.cleaned_data["note"] == "\n".join(["x"] * 25)


def test_what_need_not_be_answered_says_so() -> None:
    class Loose(PortalForm):
        title = forms.CharField(required=False)
        way = forms.ChoiceField(choices=WAYS, widget=Radios, required=False)
        told = forms.BooleanField(required=False)

    html = rendered(FORM, form=Loose())
    assert html.count("(optional)") == 2


def test_optional_fields_are_unmarked_where_the_form_says_so() -> None:
    class Unmarked(PortalForm):
        marks_optional = False
        title = forms.CharField(required=False)

    assert "(optional)" not in rendered(FORM, form=Unmarked())


def test_label_sizes_are_the_forms_choice() -> None:
    class Sized(PortalForm):
        label_sizes = {"title": "l", "way": "hidden"}
        title = forms.CharField()
        way = forms.ChoiceField(choices=WAYS, widget=Radios)

    html = rendered(FORM, form=Sized())
    assert "govuk-label--l" in html
    assert "govuk-fieldset__legend govuk-visually-hidden" in html


def test_a_form_with_a_file_sends_it() -> None:
    [form] = [attributes(e) for e in elements(rendered(FORM, form=EveryKind())) if e.name == "form"]

    assert form["enctype"] == "multipart/form-data"


def test_crispy_draws_the_same_fields_without_a_form_tag() -> None:
    html = rendered("{% load crispy_forms_tags %}{% crispy form %}", form=EveryKind())

    assert "<form" not in html
    assert {f"id_{name}" for name in ("title", "note", "lead")} <= focusable(html)


def test_one_field_can_be_drawn_alone() -> None:
    html = rendered(
        "{% load crispy_forms_filters %}{{ form.title|as_crispy_field }}", form=EveryKind()
    )

    assert focusable(html) == {"id_title"}


def _belongs(key: str, name: str) -> bool:
    return key == name or key.startswith(f"{name}_")


def _paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.txt", b"words")
