"""Ten thousand addresses that are nearly a good link's: none opens anything."""

import random
import string
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.test import Client

from actionplans.models import Review, ReviewLink
from actionplans.services.links import find_link
from tests.actionplans.asking import MONDAY, link_of, road_safety
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

MUTATIONS = 10_000
THROUGH_THE_DOOR = 60
ALPHABET = string.ascii_letters + string.digits + "-_"
LOOK_ALIKES = str.maketrans("aceopxyABEKMHOPCTX", "асеорхуАВЕКМНОРСТХ")  # noqa: RUF001 - that is the attempt
ODD = [
    " ",
    "\n",
    "\t",
    "\0",
    ".",
    "=",
    "==",
    "/",
    "?",
    "#",
    "%00",
    "%2e",
    "\u200b",
    "\ufeff",
    "é",
    "'",
]

Dice = random.Random
Change = Callable[[str, Dice], str]


def at_a_place(token: str, dice: Dice, change: Callable[[str], str]) -> str:
    place = dice.randrange(len(token))
    return token[:place] + change(token[place]) + token[place + 1 :]


def flip_a_bit(token: str, dice: Dice) -> str:
    return at_a_place(token, dice, lambda letter: chr(ord(letter) ^ 1 << dice.randrange(8)))


def change_a_letter(token: str, dice: Dice) -> str:
    return at_a_place(token, dice, lambda _: dice.choice(ALPHABET))


def leave_a_letter_out(token: str, dice: Dice) -> str:
    return at_a_place(token, dice, lambda _: "")


def say_a_letter_twice(token: str, dice: Dice) -> str:
    return at_a_place(token, dice, lambda letter: letter * 2)


def swap_two_letters(token: str, dice: Dice) -> str:
    place = dice.randrange(len(token) - 1)
    return token[:place] + token[place + 1] + token[place] + token[place + 2 :]


def change_the_case(token: str, dice: Dice) -> str:
    return at_a_place(token, dice, str.swapcase)


def change_every_case(token: str, dice: Dice) -> str:
    return dice.choice([str.upper, str.lower, str.swapcase, str.title])(token)


def cut_short(token: str, dice: Dice) -> str:
    return token[: dice.randrange(len(token))]


def cut_the_front(token: str, dice: Dice) -> str:
    return token[dice.randrange(1, len(token)) :]


def go_on(token: str, dice: Dice) -> str:
    return token + "".join(dice.choices(ALPHABET, k=dice.randrange(1, 40)))


def add_something_odd(token: str, dice: Dice) -> str:
    odd = dice.choice(ODD)
    return dice.choice([token + odd, odd + token, at_a_place(token, dice, lambda _: odd)])


def encode_a_letter(token: str, dice: Dice) -> str:
    return at_a_place(token, dice, lambda letter: f"%{ord(letter):02x}")


def write_a_letter_wide(token: str, dice: Dice) -> str:
    return at_a_place(token, dice, lambda letter: chr(ord(letter) + 0xFEE0))


def look_alike(token: str, dice: Dice) -> str:
    return token.translate(LOOK_ALIKES)


def write_another_base64(token: str, dice: Dice) -> str:
    return token.replace("-", "+").replace("_", "/") + "=" * dice.randrange(3)


CHANGES: list[Change] = [
    flip_a_bit,
    change_a_letter,
    leave_a_letter_out,
    say_a_letter_twice,
    swap_two_letters,
    change_the_case,
    change_every_case,
    cut_short,
    cut_the_front,
    go_on,
    add_something_odd,
    encode_a_letter,
    write_a_letter_wide,
    look_alike,
    write_another_base64,
]


@pytest.fixture
def tokens(review: Review, link: str) -> list[str]:
    """The good tokens of two people in one round."""
    other = road_safety(title="Drug related crime", number=1, owner=UserFactory.create())
    assert other.plan.owner
    return [link.split("/")[2], link_of(other.plan.owner, review.round).split("/")[2]]


def mutations(tokens: list[str]) -> Iterator[str]:
    """What is nearly one of these, or made of both, or of what is kept of them."""
    dice = random.Random(2022)
    mine, theirs = tokens
    hashes = ReviewLink.objects.values_list("token_hash", flat=True)
    yield from hashes
    yield from (mine + theirs, "", "null", "undefined", "None", "{token}")
    yield from (mine[:place] + theirs[place:] for place in range(1, len(mine)))
    while True:
        yield dice.choice(CHANGES)(dice.choice(tokens), dice)


def different(tokens: list[str], number: int) -> Iterator[str]:
    """So many different ones, of which none is a good token by chance."""
    seen = set(tokens)
    for mutation in mutations(tokens):
        if mutation in seen:
            continue
        seen.add(mutation)
        yield mutation
        if len(seen) == number + len(tokens):
            return


def test_no_mutation_of_a_token_is_a_token(tokens: list[str]) -> None:
    assert [find_link(token, on=MONDAY) is None for token in tokens] == [False, False]

    tried = list(different(tokens, MUTATIONS))

    assert len(tried) == MUTATIONS
    assert [mutation for mutation in tried if find_link(mutation, on=MONDAY)] == []


def test_no_mutation_of_a_link_opens_a_page(client: Client, tokens: list[str]) -> None:
    gone = client.get("/r/never-was/").content
    tried = [mutation for mutation in different(tokens, MUTATIONS) if mutation]
    for mutation in tried[:THROUGH_THE_DOOR] + tried[-THROUGH_THE_DOOR:]:
        response = client.get(f"/r/{quote(mutation, safe='')}/")
        assert (response.status_code, response.content == gone) == (404, True), mutation
    assert client.get("/r/%ED%A0%80/").status_code == 404
