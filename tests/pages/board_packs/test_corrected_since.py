"""A frozen pack shows what was corrected since beside its figures, and stays byte for byte as it was."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    ActionPlan,
    BoardPack,
    DecisionKind,
    Rating,
    Reading,
    ReviewAnswer,
)
from actionplans.services.packs import freeze_pack, start_pack
from actionplans.services.readings import Read, correct_reading
from actionplans.services.reviews import decide_review
from smp_portal.pages.board_packs.making import look_for_packs
from smp_portal.pages.board_packs.papers import build
from tests.actionplans.asking import answer, road_safety
from tests.factories import (
    ReadingFactory,
    UserFactory,
    board_member,
    officer,
)
from tests.pages.board_packs.packs import LATER, NOW, frozen, plan_that_asks
from tests.pages.public.test_public_words import words_of

pytestmark = pytest.mark.django_db

WEEK_LATER = datetime(2022, 10, 21, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _after_it() -> Iterator[None]:
    with time_machine.travel(WEEK_LATER, tick=False):
        yield


@pytest.fixture
def plan() -> ActionPlan:
    """A plan rated at risk, one of whose measures read 10."""
    plan, _ = plan_that_asks()
    ReadingFactory.create(measure__plan=plan, measure__title="Villages with a speed watch")
    return plan


def correct_rating(given: ReviewAnswer, rating: Rating, *, now: datetime = LATER) -> None:
    decide_review(
        review=given.review,
        answer=given,
        kind=DecisionKind.CORRECT,
        rating=rating,
        reason="Two actions stopped.",
        by=officer(),
        now=now,
    )


def correct_figure(reading: Reading, value: int, *, now: datetime = LATER) -> Reading:
    read = Read(value=Decimal(value), narrative="Bottesford was counted twice.")
    return correct_reading(reading=reading, read=read, by=officer(), now=now)


def page_of(client: Client, pack: BoardPack) -> str:
    return words_of(client, f"/board-packs/{pack.pk}/")


def test_rating_corrected_after_the_papers_is_shown_beside_the_frozen_one(
    client: Client, plan: ActionPlan
) -> None:
    client.force_login(board_member())
    pack = frozen()
    assert "Corrected since" not in page_of(client, pack)
    correct_rating(ReviewAnswer.objects.get(), Rating.RED)
    page = page_of(client, pack)
    entry = "Corrected since, on 14 October 2022: off track. Two actions stopped."
    assert f"At risk First answer {entry}" in page
    assert page.count(entry) == 2
    assert "2. Road safety, rating , corrected on 14 October 2022: off track. Two actions" in page


def test_figure_corrected_after_the_papers_is_shown_beside_the_frozen_one(
    client: Client, plan: ActionPlan
) -> None:
    client.force_login(board_member())
    pack = frozen()
    newer = correct_figure(Reading.objects.get(), 9)
    correct_figure(newer, 8, now=WEEK_LATER)
    page = page_of(client, pack)
    why = "Bottesford was counted twice."
    assert (
        f"10, July to September Corrected since, on 14 October 2022: 9. {why} "
        f"Corrected since, on 21 October 2022: 8. {why}"
    ) in page
    assert page.count("Corrected since, on 14 October 2022: 9.") == 2
    assert (
        "2. Road safety, Villages with a speed watch, July to September 2022 , corrected on 14 October 2022: 9."
    ) in page


def test_what_was_corrected_before_freezing_is_no_later_correction(
    client: Client, plan: ActionPlan
) -> None:
    client.force_login(board_member())
    correct_rating(ReviewAnswer.objects.get(), Rating.RED, now=NOW)
    correct_figure(Reading.objects.get(), 9, now=NOW)
    page = page_of(client, frozen())
    assert "Off track" in page
    assert "9, July to September" in page
    assert "Corrected since" not in page


def test_correction_of_a_plan_that_was_restricted_since_is_not_told_to_the_board(
    client: Client, plan: ActionPlan
) -> None:
    pack = frozen()
    correct_rating(ReviewAnswer.objects.get(), Rating.RED)
    correct_figure(Reading.objects.get(), 9)
    ActionPlan.objects.update(is_restricted=True)
    client.force_login(board_member())
    assert "Corrected since" not in page_of(client, pack)
    client.force_login(officer())
    assert "Two actions stopped." in page_of(client, pack)


def test_contents_and_files_stay_as_they_were_kept(client: Client, plan: ActionPlan) -> None:
    client.force_login(board_member())
    pack = frozen()
    contents, kept = pack.contents, list(pack.files.values_list("kind", "data", "sha256"))
    correct_rating(ReviewAnswer.objects.get(), Rating.RED)
    correct_figure(Reading.objects.get(), 9)
    assert "Corrected since" in page_of(client, pack)
    look_for_packs(now=WEEK_LATER)
    pack.refresh_from_db()
    assert pack.contents == contents
    assert list(pack.files.values_list("kind", "data", "sha256")) == kept
    for kind, data, _ in kept[1:]:
        assert client.get(f"/board-packs/{pack.pk}/files/{kind}/").content == bytes(data)


def test_annual_report_shows_a_corrected_figure(client: Client, plan: ActionPlan) -> None:
    client.force_login(UserFactory.create())
    by = officer()
    report = start_pack(year=plan.year, by=by, now=NOW)
    contents = build(report, now=NOW).contents
    freeze_pack(pack=report, contents=contents, asked=[], by=by, now=NOW)
    look_for_packs(now=NOW)
    correct_figure(Reading.objects.get(), 9)
    page = words_of(client, f"/annual-report/{report.year_slug}/")
    assert page.count("Corrected since, on 14 October 2022: 9. Bottesford was counted twice.") == 2
    assert "Corrected since this report was frozen" in page


def test_pack_frozen_before_figures_had_keys_is_shown(client: Client, plan: ActionPlan) -> None:
    client.force_login(board_member())
    pack = frozen()
    contents = pack.contents
    assert contents is not None
    (told,) = contents["plans"]
    del told["now"]["answer"], told["measures"][0]["readings"][0]["key"]
    told["measures"][0].pop("breaks")
    old = BoardPack(
        meeting=pack.meeting,
        state=pack.state,
        contents=contents,
        made_at=NOW,
        made_by=pack.made_by,
        frozen_at=NOW,
        frozen_by=pack.made_by,
    )
    old.save()
    for file in pack.files.all():
        file.pk, file.pack = None, old
        file.save(force_insert=True)
    correct_rating(ReviewAnswer.objects.get(), Rating.RED)
    assert "At risk" in page_of(client, old)
    assert "Corrected since" not in page_of(client, old)
    assert "nor are later corrections shown here" in page_of(client, old)
    assert "corrections stand beside its figures" in page_of(client, pack)


@pytest.mark.parametrize("count", [1, 30])
def test_page_asks_the_same_however_much_was_corrected(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    client.force_login(officer())
    for number in range(1, count + 1):
        _corrected_later(number)
    pack = frozen()
    for given in ReviewAnswer.objects.select_related("review"):
        correct_rating(given, Rating.RED)
    for reading in Reading.objects.all():
        correct_figure(reading, 9)
    with django_assert_num_queries(11):
        page = client.get(f"/board-packs/{pack.pk}/").content.decode()
    assert page.count("Corrected since, on") == count * 4


def _corrected_later(number: int) -> None:
    """A plan with an answer and a reading that a pack can show."""
    review = road_safety(number=number)
    answer(review, rating=Rating.GREEN)
    ReadingFactory.create(measure__plan=review.plan)
