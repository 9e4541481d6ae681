"""The pages that are asked for, and how long each takes beside its bare counterpart and beside its SQL."""

import re
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

from bench.site import Site
from bench.visitor import Answer

WARM_UP = 12
# Actions and plans in tables, and what a plan's page lists beside them: measures, rounds, mails and changes.
ROW = re.compile(
    '<th scope="row">|<li class="(?:measure|chain__link|history__entry)|<ul class="mails">'
)
BARE_ROW = re.compile("<tr id=")


@dataclass(frozen=True)
class Page:
    """One page of the portal: where it is, what Django alone has for it, how many times as long it may take.

    One that `is_changed` is asked for after something was written, so that nothing the portal keeps is of use.
    """

    name: str
    words: str
    path: str
    bare: str
    reach: int
    is_sent: bool = False
    is_changed: bool = False


PAGES = (
    Page("dashboard", "dashboard", "/dashboard/", "/plans/?rows={rows}", 3),
    Page("past", "dashboard, 200 days ago", "/dashboard/?on={past}", "/plans/?rows={rows}", 3),
    Page("fresh", "dashboard, changed", "/dashboard/", "/plans/?rows={rows}", 0, is_changed=True),
    Page(
        "fresh past",
        "200 days ago, changed",
        "/dashboard/?on={past}",
        "/plans/?rows={rows}",
        0,
        is_changed=True,
    ),
    Page("list", "plans, filtered", "/action-plans/?status=ACTIVE", "/plans/?rows={rows}", 3),
    Page(
        "fresh list",
        "plans, changed",
        "/action-plans/?status=ACTIVE",
        "/plans/?rows={rows}",
        0,
        is_changed=True,
    ),
    Page("detail", "plan", "/action-plans/{plan}/", "/plans/{plan}/?rows={rows}", 4),
    Page(
        "fresh detail",
        "plan, changed",
        "/action-plans/{plan}/",
        "/plans/{plan}/?rows={rows}",
        0,
        is_changed=True,
    ),
    Page("form", "plan’s form", "/action-plans/{plan}/edit/", "/plans/{plan}/edit/", 4),
    Page("save", "plan’s form sent", "/action-plans/{plan}/edit/", "/plans/{plan}/edit/", 4, True),
)


@dataclass
class Times:
    """How long something took, time after time."""

    seconds: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1] * 1000

    @property
    def a_second(self) -> float:
        return len(self.seconds) / sum(self.seconds)


@dataclass
class Figures:
    """A page's times beside those of its bare counterpart and of its SQL alone."""

    queries: int
    rows: int
    portal: Times = field(default_factory=Times)
    bare: Times = field(default_factory=Times)
    sql: Times = field(default_factory=Times)

    @property
    def to_bare(self) -> float:
        return self.portal.p50 / self.bare.p50

    @property
    def to_sql(self) -> float:
        return self.portal.p50 / self.sql.p50


_titles = (f"Safer evenings, as edited {number} times" for number in count(1))


def measure(sites: list[Site], *, times: int) -> dict[float, dict[str, Figures]]:
    """Every page of every site in turn, over and over: what disturbs one of them disturbs all."""
    found: dict[float, dict[str, Figures]] = defaultdict(dict)
    for page in PAGES:
        for site in sites:
            found[site.scale][page.name] = _looked_at(site, page)
        for _ in range(WARM_UP):
            for site in sites:
                _once(site, page, Figures(0, found[site.scale][page.name].rows))
        for _ in range(times):
            for site in sites:
                _once(site, page, found[site.scale][page.name])
    return found


def _looked_at(site: Site, page: Page) -> Figures:
    """Ask once, see that it is what it should be, and note what the database is asked for it."""
    path = page.path.format(plan=site.plan, past=site.past)
    if page.is_changed:
        site.change()
    answer = site.portal.ask(path)
    values = _changed(answer) if page.is_sent else None
    queries = site.capture(page.name, path, values)
    return Figures(queries, 0 if "edit" in path else _rows(answer, ROW))


def _once(site: Site, page: Page, figures: Figures) -> None:
    path = page.path.format(plan=site.plan, past=site.past)
    bare = page.bare.format(plan=site.plan, rows=figures.rows)
    if page.is_changed:
        site.change()
    answer, other = _asked(site, page, path, bare)
    _check(path, answer, page, figures.rows, ROW)
    _check(bare, other, page, figures.rows, BARE_ROW)
    figures.portal.seconds.append(answer.seconds)
    figures.bare.seconds.append(other.seconds)
    figures.sql.seconds.append(site.replay(page.name))


def _asked(site: Site, page: Page, path: str, bare: str) -> tuple[Answer, Answer]:
    if not page.is_sent:
        return site.portal.ask(path), site.bare.ask(bare)
    values, others = _changed(site.portal.ask(path)), _changed(site.bare.ask(bare))
    return site.portal.ask(path, values), site.bare.ask(bare, others)


def _changed(form: Answer) -> dict[str, str]:
    return form.filled_in | {"title": next(_titles)}


def _check(path: str, answer: Answer, page: Page, rows: int, row: re.Pattern[str]) -> None:
    wanted = 302 if page.is_sent else 200
    if answer.status != wanted:
        sys.exit(f"{path} answered {answer.status}, not {wanted}:\n{answer.body[:2000]}")
    if rows and _rows(answer, row) != rows:
        sys.exit(f"{path} has {_rows(answer, row)} rows, not {rows}")


def _rows(answer: Answer, row: re.Pattern[str]) -> int:
    return len(row.findall(answer.body))
