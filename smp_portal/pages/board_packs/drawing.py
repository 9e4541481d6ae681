"""A frozen pack as a paper: exceptions first, then a page a plan, then the tables and the key."""

from collections.abc import Iterator
from datetime import datetime

from smp_portal.foundation.papers import (
    Block,
    Cell,
    Facts,
    Heading,
    Paper,
    Point,
    Points,
    Ratings,
    RatingShown,
    Table,
    Text,
    prose_blocks,
)
from smp_portal.foundation.words import day_date, long_date
from smp_portal.pages.board_packs.contents import (
    ActionTold,
    PackContents,
    PlanTold,
    RatingTold,
    day,
)
from smp_portal.pages.board_packs.drawing_measures import measure_blocks, readings_table

PUBLISHER = "Safer Melton Partnership"
ACTION_HEADINGS = ("Action", "Lead organisation", "Due", "State")
ACTION_WIDTHS = (5, 4, 3, 4)


def pack_as_paper(contents: PackContents) -> Paper:
    """The whole pack; a second one for a meeting says so."""
    held_on = day(contents.held_on)
    issue = f". Issue {contents.issue}, in addition to the one before" if contents.issue > 1 else ""
    as_at = datetime.fromisoformat(contents.as_at)
    return Paper(
        title=contents.title,
        under_title=f"The Board meets on {day_date(held_on)} {held_on.year}{issue}",
        publisher=PUBLISHER,
        made_at=as_at,
        blocks=tuple(_blocks(contents, as_at)),
    )


def _blocks(contents: PackContents, as_at: datetime) -> Iterator[Block]:
    yield Text(f"The position on {long_date(as_at)}. {contents.sentence}", "lead")
    if contents.note:
        yield Heading(1, "From the partnership team")
        yield from prose_blocks(contents.note)
    yield from _decisions(contents)
    yield from _exceptions(contents)
    yield from _at_a_glance(contents)
    for plan in contents.plans:
        yield from plan_blocks(plan)
    yield from _tables(contents)
    yield from key_blocks()


def _decisions(contents: PackContents) -> Iterator[Block]:
    yield Heading(1, "Decisions asked of the board")
    if not contents.asked:
        yield Text("No decision is asked of this meeting.")
        return
    yield Points(
        tuple(
            Point(f"Decision {number}", "", one.plan, one.text, one.note)
            for number, one in enumerate(contents.asked, start=1)
        )
    )


def _exceptions(contents: PackContents) -> Iterator[Block]:
    yield Heading(1, "What to look at first")
    if not contents.exceptions:
        yield Text("No plan is off track or without its update, and none has changed its rating.")
        return
    yield Points(
        tuple(
            Point(one.sort, one.colour, one.plan, f"{one.text.rstrip('.')}.", one.note)
            for one in contents.exceptions
        )
    )


def _at_a_glance(contents: PackContents) -> Iterator[Block]:
    yield Heading(1, "Every plan at a glance")
    if not contents.plans:
        yield Text("No plan is active that every board member may read.")
        return
    yield Table(
        "Where each plan stands",
        ("Plan", "Before", "Now", "Late actions"),
        tuple(
            (
                Cell(plan.name),
                _cell(plan.before),
                _cell(plan.now),
                Cell(f"{len(plan.late)}", "", True),
            )
            for plan in contents.plans
        ),
        (6, 4, 5, 2),
    )


def _cell(told: RatingTold | None) -> Cell:
    return Cell(told.words, told.rating, mark=told.mark) if told else Cell("None")


def plan_blocks(plan: PlanTold) -> Iterator[Block]:
    """One plan's page."""
    yield Heading(1, plan.name, starts_page=True)
    yield Facts((("Owner", plan.owner),))
    shown = [_rating("Before", plan.before)] if plan.before else []
    yield Ratings((*shown, _rating("Now", plan.now)))
    for note in plan.notes:
        yield Text(note, "strong")
    yield from _said(plan)
    yield from _decided(plan)
    yield from _late(plan)
    for measure in plan.measures:
        yield from measure_blocks(measure)


def _rating(label: str, told: RatingTold) -> RatingShown:
    return RatingShown(told.rating, told.words, label, told.note, told.mark)


def _said(plan: PlanTold) -> Iterator[Block]:
    if not plan.said_on:
        yield Text("The owner has not answered yet.")
        return
    yield Heading(2, f"What the owner said on {long_date(day(plan.said_on))}")
    yield from prose_blocks(plan.narrative) if plan.narrative else [Text("No words were added.")]
    if plan.next_steps:
        yield Heading(3, "What comes next")
        yield from prose_blocks(plan.next_steps)


def _decided(plan: PlanTold) -> Iterator[Block]:
    if plan.decisions:
        yield Heading(2, "What you decided")
        yield from (Text(words) for words in plan.decisions)


def _late(plan: PlanTold) -> Iterator[Block]:
    if plan.late:
        yield Heading(2, "Late actions")
        yield actions_table(f"Late actions of {plan.name}", plan.late)


def actions_table(caption: str, actions: list[ActionTold]) -> Table:
    """Actions with who leads them and what their dates say."""
    return Table(
        caption,
        ACTION_HEADINGS,
        tuple(
            (
                Cell(f"{one.reference} {one.title}"),
                Cell(one.lead),
                Cell(long_date(day(one.due_on))),
                Cell(state_words(one)),
            )
            for one in actions
        ),
        ACTION_WIDTHS,
    )


def state_words(action: ActionTold) -> str:
    """How an action stands: "In progress, 60%. 19 days late. Moved twice, 106 days"."""
    under_way = action.progress and action.status == "In progress"
    status = f"{action.status}, {action.progress}%" if under_way else action.status
    return ". ".join(words for words in (status, action.late, action.moved) if words)


def _tables(contents: PackContents) -> Iterator[Block]:
    yield Heading(1, "All actions and figures", starts_page=True)
    for plan in contents.plans:
        if plan.actions:
            yield Heading(2, plan.name)
            yield actions_table(f"Actions of {plan.name}", list(plan.actions))
        for measure in plan.measures:
            if measure.readings:
                yield readings_table(measure)


def key_blocks() -> Iterator[Block]:
    """What the shapes mean."""
    meanings = (
        ("green", "On track", "The plan will deliver what it set out to."),
        ("amber", "At risk", "It may not, unless something changes."),
        ("red", "Off track", "It will not, as things are."),
        ("blue", "Complete", "It has delivered."),
        (
            "grey",
            "Not rated, or out of date",
            "There is no answer yet, or the one that was due has not come.",
        ),
    )
    yield Heading(1, "What the shapes mean")
    yield Text(
        "The owner of a plan says how confident they are that it will deliver; a partnership officer accepts that "
        "or corrects it with a reason. People are named by their post and organisation.",
        "quiet",
    )
    yield Table(
        "Ratings",
        ("Rating", "What it says"),
        tuple((Cell(words, rating), Cell(meaning)) for rating, words, meaning in meanings),
        (2, 4),
    )
