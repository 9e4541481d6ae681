"""The lists of an edition's contents, and what their rows say."""

from priorities.comparing.changes import Field, code_words, day_words, figure_words, quoted
from priorities.comparing.figures import (
    answer_words,
    finding_words,
    reading_changes,
    status_changes,
)
from priorities.comparing.rows import Rows

PLAN = Rows(
    "plan,plans",
    "title",
    "slug",
    fields=(
        Field("title", "the title"),
        Field("slug", "the plan’s address"),
        Field("starts_on", "the first day", say=day_words),
        Field("ends_on", "the last day", say=day_words),
    ),
    told_apart=frozenset({"years"}),
)
SECTIONS = Rows(
    "section,sections",
    "title",
    "slug",
    like="body",
    fields=(
        Field("title", "the title"),
        Field("body", "the text", is_text=True),
        Field("slug", "the address"),
    ),
    # A new section moves the numbers of all that follow.
    told_apart=frozenset({"number"}),
)
AIMS = Rows(
    "aim,aims",
    "title",
    "number",
    fields=(Field("title", "the title"), Field("text", "the text", is_text=True)),
)
THEMES = Rows("pressure,pressures", "title", "number", fields=(Field("title", "the title"),))
COUNTY = Rows(
    "priority of the county,priorities of the county",
    "title",
    "number",
    fields=(
        Field("title", "the title"),
        Field("position", "the position in Melton", say=code_words),
        Field("note", "the note", is_text=True),
        Field("priorities", "our priorities that serve it", points_into="priorities"),
    ),
)
PLACES = Rows("place,places", "name", "slug", is_in_order=False)
PARTNERS = Rows(
    "partner,partners",
    "name",
    "slug",
    fields=(
        Field("listed_as", "the list it stands in", say=code_words),
        Field("legal_role", "its role by law", say=code_words),
        Field("valid_to", "its last day", say=day_words),
        Field("successors", "its successors"),
    ),
)
COMMITMENTS = Rows(
    "commitment,commitments",
    "text",
    "number",
    fields=(Field("text", "the wording", is_text=True),),
)

PRIORITIES = Rows(
    "priority,priorities",
    "title",
    "slug",
    fields=(
        Field("number", "the number"),
        Field("title", "the title"),
        Field("what_we_want", "what we want to achieve", is_text=True),
        Field("how_we_will_work", "how we will work", is_text=True),
        Field("aims", "aims", points_into="aims"),
        Field("themes", "pressures", points_into="themes"),
    ),
    told_apart=frozenset({"reasons", "voices", "actions", "measures", "replies"}),
)
REASONS = Rows(
    "reason,reasons",
    "text",
    "text",
    like="text",
    fields=(
        Field("text", "the wording", is_text=True),
        Field("kind", "the kind of reason", say=code_words),
        Field("source", "the source"),
        Field("finding", "the survey result it rests on", say=finding_words),
    ),
)
VOICES = Rows("voice,voices", "words", "words", is_in_order=False)
ACTIONS = Rows(
    "action,actions",
    "title",
    "title",
    like="title",
    fields=(
        Field("title", "the title"),
        Field("description", "what will be done", is_text=True),
        Field("lead", "the lead organisation"),
        Field("supporting", "supporting organisations"),
        Field("places", "places", points_into="places"),
        Field("due_on", "the due date", say=day_words),
        Field("success", "what success looks like", is_text=True),
    ),
    told_apart=frozenset({"status", "completed_on"}),
    other=status_changes,
    is_in_order=False,
)
MEASURES = Rows(
    "measure of success,measures of success",
    "title",
    "title",
    like="title",
    fields=(
        Field("title", "the title"),
        Field("unit", "the unit"),
        Field("direction", "the direction", say=code_words),
        Field("target", "the target", say=figure_words),
        Field("target_by", "the day of the target", say=day_words),
        Field("to_be_agreed_by", "the day by which it is to be agreed", say=day_words),
        Field("source", "the source"),
        Field("note", "how to read it", say=quoted),
    ),
    told_apart=frozenset({"latest", "previous", "counted_anew_from"}),
    other=reading_changes,
    is_in_order=False,
)
REPLIES = Rows(
    "answer to what people said,answers to what people said",
    "you_said",
    "you_said",
    like="you_said",
    fields=(
        Field("you_said", "what people said", is_text=True),
        Field("we_did", "what we did", is_text=True),
        Field("could_not", "the answer", say=answer_words),
    ),
)
PARTS_OF_A_PRIORITY = {
    "reasons": REASONS,
    "voices": VOICES,
    "actions": ACTIONS,
    "measures": MEASURES,
    "replies": REPLIES,
}
