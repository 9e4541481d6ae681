"""How quick the pages are, each beside a bare Django page of the same rows and beside its own SQL alone.

make bench-pages runs it on the PostgreSQL that DATABASE_URL names, SCALE=10 with a partnership ten times as large.
"""

import os
import sys
from contextlib import ExitStack

from bench.measuring import PAGES, Figures, measure
from bench.site import Site, open_site

NO_DATABASE = """make bench-pages needs a PostgreSQL server: databases of its own are made there and dropped again.

    DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres make bench-pages
"""
TIMES = int(os.environ.get("BENCH_TIMES", "60"))


def main() -> None:
    """Build the partnership once, or twice to compare, and print the figures of one run."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit(NO_DATABASE)
    scale = float(os.environ.get("SCALE") or 1)
    with ExitStack() as stack:
        sites = [stack.enter_context(open_site(one)) for one in sorted({1.0, scale})]
        found = measure(sites, times=TIMES)
        for site in sites:
            _print_site(site, found[site.scale])
        if len(sites) > 1:
            _print_compared(found[sites[0].scale], found[sites[1].scale], scale)


def _print_site(site: Site, figures: dict[str, Figures]) -> None:
    print(f"\n{site.size}. Each page {TIMES} times by one visitor, in ms; two workers\n")
    print(
        f"{'':26}{'p50':>7}{'p95':>7}{'a second':>10}{'queries':>9}{'rows':>6}"
        f"{'bare':>9}{'times':>7}{'reach':>7}{'SQL':>9}{'times':>7}"
    )
    for page in PAGES:
        one = figures[page.name]
        print(
            f"{page.words:26}{one.portal.p50:7.1f}{one.portal.p95:7.1f}{one.portal.a_second:10.0f}"
            f"{one.queries:9}{one.rows:6}{one.bare.p50:9.1f}{one.to_bare:7.1f}{page.reach or '-':>7}"
            f"{one.sql.p50:9.1f}{one.to_sql:7.1f}  {'too slow' if 0 < page.reach < one.to_bare else ''}"
        )


def _print_compared(small: dict[str, Figures], large: dict[str, Figures], scale: float) -> None:
    print(f"\nScale {scale:g} beside scale 1 (reach 1.5, the same queries, 15 at most)\n")
    for page in PAGES:
        one, other = small[page.name], large[page.name]
        slower = other.portal.p50 / one.portal.p50
        same = "the same" if one.queries == other.queries else f"{one.queries} and {other.queries}"
        print(f"{page.words:26}{slower:7.2f} times as long, queries {same}")


if __name__ == "__main__":
    main()
