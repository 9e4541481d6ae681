"""Two versions of a text in one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from smp_portal.foundation.redline import Kind, Piece, Redline, redline

WORDS = st.sampled_from(["we", "We", "listen", "to", "residents.", "\n", "\n\n", " ", "é", "<b>"])
TEXTS = st.one_of(
    st.text(), st.lists(WORDS).map("".join), st.lists(WORDS, max_size=12).map(" ".join)
)


def side(pieces: Redline, kind: Kind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in {Kind.KEPT, kind})


@given(TEXTS, TEXTS)
def test_redline_gives_both_texts_back(old: str, new: str) -> None:
    pieces = redline(old, new)
    assert (side(pieces, Kind.REMOVED), side(pieces, Kind.ADDED)) == (old, new)
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(one != other for one, other in pairwise(kinds))


@given(TEXTS)
def test_redline_of_one_text_is_all_kept(text: str) -> None:
    assert redline(text, text) == ((Piece(Kind.KEPT, text),) if text else ())


def test_redline_marks_the_words_that_changed() -> None:
    assert redline("Slower traffic in villages.", "Slower traffic in all villages.") == (
        Piece(Kind.KEPT, "Slower traffic in "),
        Piece(Kind.ADDED, "all "),
        Piece(Kind.KEPT, "villages."),
    )


def test_redline_says_what_went_before_what_came() -> None:
    assert redline("six villages", "ten villages") == (
        Piece(Kind.REMOVED, "six"),
        Piece(Kind.ADDED, "ten"),
        Piece(Kind.KEPT, " villages"),
    )


def test_redline_keeps_a_last_word_that_a_new_line_follows() -> None:
    assert redline("- gates", "- gates\n- lanes") == (
        Piece(Kind.KEPT, "- gates"),
        Piece(Kind.ADDED, "\n- lanes"),
    )


def test_redline_of_huge_texts_compares_no_single_words() -> None:
    old, new = "a b " * 20_000, "b c " * 20_000
    assert redline(old, new) == (
        Piece(Kind.REMOVED, old.removesuffix(" ")),
        Piece(Kind.ADDED, new.removesuffix(" ")),
        Piece(Kind.KEPT, " "),
    )
