"""The partners as a resident looks for them: those of today by kind, then those that are no more."""

from collections.abc import Iterable
from dataclasses import dataclass

from partners.models import ListedAs
from smp_portal.pages.public.told import PartnerTold

_TODAY = (
    (
        ListedAs.STATUTORY,
        "Statutory partners",
        "Public bodies, which the Crime and Disorder Act 1998 asks to work together.",
    ),
    (ListedAs.NON_STATUTORY, "Other partners", "Organisations that work with them."),
    (ListedAs.COUNTYWIDE, "For the whole county", ""),
    (ListedAs.NOT_LISTED, "Came in the place of earlier partners", ""),
)


@dataclass(frozen=True)
class PartnerGroup:
    """Partners of one kind, with a sentence about it."""

    title: str
    words: str
    partners: list[PartnerTold]


def grouped(partners: Iterable[PartnerTold]) -> list[PartnerGroup]:
    """The groups that have anybody in them."""
    known = list(partners)
    groups = [
        PartnerGroup(
            title, words, [one for one in known if one.listed_as == kind and not one.valid_to]
        )
        for kind, title, words in _TODAY
    ]
    past = [one for one in known if one.valid_to]
    groups.append(PartnerGroup("Partners that are no more", "", past))
    return [group for group in groups if group.partners]
