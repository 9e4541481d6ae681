"""The partnership's shapes: what a rating looks like, and one block for each action."""

from dataclasses import dataclass

from smp_portal.foundation.words import joined

RATING_WORDS = {
    "GREEN": "On track",
    "AMBER": "At risk",
    "RED": "Off track",
    "BLUE": "Complete",
    "GREY": "Not yet rated",
}

BLOCKS_IN_A_ROW = 12
BLOCK_STEP, ROW_STEP = 22, 20
BLOCK_WORDS = {
    "complete": "complete",
    "under-way": "under way",
    "to-start": "to start",
    "overdue": "overdue",
}


@dataclass(frozen=True)
class Block:
    """One action in the row of blocks, with its place in the drawing."""

    kind: str
    x: int
    y: int


@dataclass(frozen=True)
class Blocks:
    """A plan's actions at a glance: the drawing, and the same in words."""

    blocks: tuple[Block, ...]
    width: int
    height: int
    words: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """The blocks as they are read out."""
        return joined([words for _, words in self.words]) or "No actions"


def rating_kind(value: object) -> str:
    """The shape of a rating; whatever is not known has no colour."""
    code = str(value or "GREY").upper()
    return code.lower() if code in RATING_WORDS else "grey"


def action_blocks(*, complete: int, under_way: int, to_start: int, overdue: int) -> Blocks:
    """One block for each action, wrapped so that thirty of them still fit on a phone."""
    counts = {
        "complete": complete,
        "under-way": under_way,
        "to-start": to_start,
        "overdue": overdue,
    }
    kinds = [kind for kind, count in counts.items() for _ in range(count)]
    rows = -(-len(kinds) // BLOCKS_IN_A_ROW)
    return Blocks(
        blocks=tuple(
            Block(kind, index % BLOCKS_IN_A_ROW * BLOCK_STEP, index // BLOCKS_IN_A_ROW * ROW_STEP)
            for index, kind in enumerate(kinds)
        ),
        width=min(len(kinds), BLOCKS_IN_A_ROW) * BLOCK_STEP,
        height=rows * ROW_STEP,
        words=tuple(
            (kind, f"{count} {BLOCK_WORDS[kind]}") for kind, count in counts.items() if count
        ),
    )
