"""Somebody in front of the portal, who reads every page as a person with a screen reader would."""

import re
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 10_000  # milliseconds
RUN_AXE = """axe.run().then(found => found.violations.map(
    broken => broken.id + ": " + broken.nodes.map(node => node.html).join(" | ")))"""


class Visitor:
    """A person at a browser: every page that they look at is checked for what would shut others out."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def start_again(self) -> None:
        """Put the demonstration back to its first morning."""
        self.page.goto("/demo/reset/")
        self.page.get_by_role("main").get_by_role("button", name="Start again").click()
        self.sees("The demonstration begins again")

    def play(self, name: str) -> None:
        """Become somebody of the story with one click."""
        self.page.goto("/demo/people/")
        self.page.get_by_role("button", name=f"Play {name}", exact=True).click()
        self.looks_at("My work")

    def goes_to(self, name: str) -> None:
        """Follow the main navigation."""
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        self.looks_at(name)

    def follows(self, name: str | re.Pattern[str]) -> None:
        """Follow a link of the page's own."""
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def presses(self, name: str | re.Pattern[str]) -> None:
        """Press a button of the page's own."""
        self.page.get_by_role("main").get_by_role("button", name=name).click()

    def looks_at(self, heading: str | re.Pattern[str]) -> None:
        """Arrive at a page: its heading is there, nothing shuts anybody out, nothing sticks out sideways."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        assert self.page.evaluate(RUN_AXE) == []
        width = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], f"{self.page.title()} is {width[0]} pixels wide"

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Find words somewhere in the page's own part."""
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def row(self, words: str | re.Pattern[str]) -> Locator:
        """The row of a table that has these words."""
        return self.page.get_by_role("row").filter(has_text=words)

    def leave(self) -> None:
        """Go, and find that no page had anything to complain of."""
        self.page.context.close()
        assert self.complaints == []

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that does not exist is told on the console too: journeys that want one say so by its heading.
        if message.type in {"error", "warning"} and "status of 404" not in message.text:
            self.complaints.append(message.text)
