"""Who may open which page by which method: the whole table, route by route.

A line is a route at one place of the world in tests/world.py. A column is a kind of person; the column "all" speaks of
every kind. A cell is the status that the person gets for reading (GET, and HEAD as well) and, after the slash, for
sending an empty form (POST). Every other method is refused and changes nothing.
"""

from tests.access import (
    board_packs,
    consultations,
    findings,
    links,
    pages,
    people,
    plans,
    priorities,
    public,
    response_files,
    reviews,
)

TABLE = [
    *board_packs.TABLE,
    *pages.TABLE,
    *people.TABLE,
    *plans.TABLE,
    *reviews.TABLE,
    *links.TABLE,
    *consultations.TABLE,
    *findings.TABLE,
    *priorities.TABLE,
    *public.TABLE,
    *response_files.TABLE,
]
