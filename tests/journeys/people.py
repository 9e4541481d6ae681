"""Somebody in front of the portal, who reads every page as a person with a screen reader would."""

import re
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 10_000  # milliseconds
# Telling the whole story again takes some seconds, more on a busy machine.
RETELLING = 90_000  # milliseconds
LOOKS = 30
RUN_AXE = """axe.run().then(found => found.violations.map(
    broken => broken.id + ": " + broken.nodes.map(node => node.html).join(" | ")))"""


class Visitor:
    """A person at a browser: every page that they look at is checked for what would shut others out."""

    def __init__(self, page: Page, *, has_scripts: bool = True) -> None:
        self.page = page
        self.has_scripts = has_scripts
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def start_again(self) -> None:
        """Put the demonstration back to its first morning."""
        self.page.goto("/demo/reset/")
        button = self.page.get_by_role("main").get_by_role("button", name="Start again")
        button.click(timeout=RETELLING)
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
        if self.has_scripts:
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
            assert self.page.evaluate(RUN_AXE) == []
        width = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], f"{self.page.title()} is {width[0]} pixels wide"

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Find words somewhere in the page's own part."""
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def misses(self, words: str | re.Pattern[str]) -> None:
        """Find words nowhere in the page's own part."""
        expect(self.page.get_by_role("main")).not_to_contain_text(words)

    def fills(self, label: str, words: str) -> None:
        """Write into the field with this label."""
        self.page.get_by_label(label).fill(words)

    def dates(self, question: str, day: str) -> None:
        """Write a day such as "31 2 2023" into the three fields of a date."""
        group = self.page.get_by_role("group", name=question)
        for part, number in zip(("Day", "Month", "Year"), day.split(), strict=True):
            group.get_by_label(part).fill(number)

    def selects(self, label: str, words: str) -> None:
        """Choose the one of a list that has these words."""
        choice = self.page.get_by_label(label)
        found = [name for name in choice.locator("option").all_inner_texts() if words in name]
        choice.select_option(label=found[0])

    def chooses(self, name: str) -> None:
        """Choose one of several."""
        self.page.get_by_role("radio", name=name, exact=True).check()

    def is_told(self, *problems: str | re.Pattern[str]) -> None:
        """Come back to a form that says what is wrong, and where: each line leads to its field."""
        summary = self.page.locator(".govuk-error-summary")
        expect(summary.get_by_role("listitem")).to_have_text(list(problems))
        assert self.page.title().startswith("Error: ")
        for line in summary.get_by_role("link").all():
            line.click()
            expect(self.page.locator(":focus")).to_have_id(line.evaluate("a => a.hash.slice(1)"))

    def lets_a_night_pass(self) -> None:
        """Move the demonstration to its second morning, Thursday 6 October 2022."""
        self.page.goto("/")
        self.page.get_by_role("button", name="Next working morning").click()
        expect(self.page.get_by_label("Demonstration")).to_contain_text("Thursday 6 October 2022")

    def opens_mail(self, to: str, subject: str) -> None:
        """Open a mail in everybody's mailbox, once the worker has sent it."""
        self.page.goto("/demo/mailbox/")
        mail = self.row(to).filter(has_text=subject)
        # The page says that the worker is sending, and looks again by itself; without scripts a person does.
        for _look in range(0 if self.has_scripts else LOOKS):
            if mail.is_visible():
                break
            self.page.wait_for_timeout(1_000)
            self.page.reload()
        expect(mail).to_be_visible(timeout=LOOKS * 1_000)
        self.looks_at("The mail")
        mail.get_by_role("link").click()
        self.looks_at(subject)

    def opens_the_link_in_the_mail(self) -> None:
        self.page.locator("main a[href*='/r/']").click()

    def row(self, words: str | re.Pattern[str]) -> Locator:
        """The row of a table that has these words."""
        return self.page.get_by_role("row").filter(has_text=words)

    def leave(self) -> None:
        """Go, and find that no page had anything to complain of."""
        self.page.context.close()
        assert self.complaints == []

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that is refused or not there is told on the console too: a journey that wants one looks at it.
        refused = re.search("status of 4(03|04|09)", message.text)
        if message.type in {"error", "warning"} and not refused:
            self.complaints.append(message.text)
