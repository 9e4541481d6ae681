"""A mail system's robot, which opens every link, runs the scripts and presses every button, answers nothing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

LORNA = "lorna.fisk@example.org"
DUE = "1 update due by Monday 10 October"
PRESSABLE = "main button, main input[type=submit], main input[type=button], main summary"


def test_robot_that_presses_everything_leaves_the_review_unanswered(
    visit: Callable[..., Visitor], logs: Path
) -> None:
    lorna, helen = visit(), visit()
    lorna.lets_a_night_pass()
    lorna.opens_mail(LORNA, f"{DUE}: July to September 2022")
    link = lorna.page.locator("main a[href*='/r/']").get_attribute("href")
    assert link

    seen = presses_everything(visit().page, link)

    # The page of what is owed, of the plan, and of "this isn't mine".
    assert len(seen) == 3
    assert sum(seen.values()) >= 2
    lorna.page.goto(link)
    lorna.looks_at(DUE)
    lorna.misses("You told us that this isn’t yours.")
    helen.play("Helen Marsh")
    helen.page.goto("/reviews/?search=Communication")
    helen.row("Communication and engagement").first.get_by_text("Not answered yet").wait_for()

    [token] = re.findall("/r/([^/]+)/", link)
    lines = {path.name: path.read_text(errors="replace") for path in logs.glob("*.log")}
    assert {"web.log", "worker.log"} <= set(lines)
    assert [name for name, text in lines.items() if token in text] == []


def presses_everything(page: Page, link: str) -> dict[str, int]:
    """Open each page behind a link, and press each thing on it once; how many there were on each."""
    to_open, seen = [link], dict[str, int]()
    while to_open:
        address = to_open.pop()
        if address in seen:
            continue
        arrives_at(page, address)
        seen[address] = page.locator(PRESSABLE).count()
        found = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.href)")
        to_open += [there.partition("#")[0] for there in found if "/r/" in there]
        for number in range(seen[address]):
            arrives_at(page, address)
            page.locator(PRESSABLE).nth(number).click()
            page.wait_for_load_state("networkidle")
    return seen


def arrives_at(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
