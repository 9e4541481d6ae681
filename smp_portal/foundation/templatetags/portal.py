"""What every template can say without loading anything."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from smp_portal.foundation import charts, shapes, words
from smp_portal.foundation.forms.errors import error_links
from smp_portal.foundation.lists import Listing
from smp_portal.foundation.prose import prose as prose_of
from smp_portal.foundation.redline import Redline

register = template.Library()

register.filter("lower_first", words.lower_first)
register.filter("upper_first", words.upper_first)
register.filter("nbsp", words.unbroken)
register.filter("number", words.number)


@register.filter
def plural(number: int | None, forms_of_word: str) -> str:
    """{{ count|plural:"action,actions" }} gives the word alone."""
    return words.plural(number or 0, forms_of_word)


@register.filter
def counted(number: int | None, forms_of_word: str) -> str:
    """{{ count|counted:"action,actions" }} gives "1 action" or "3 actions"."""
    return words.counted(number or 0, forms_of_word)


@register.filter
def long_date(day: date | None) -> str:
    """3 September 2021."""
    return words.long_date(day or None)


@register.filter
def short_date(day: date | None) -> str:
    """3 September."""
    return words.short_date(day or None)


@register.filter
def day_date(day: date | None) -> str:
    """Monday 10 October."""
    return words.day_date(day or None)


@register.filter
def month(day: date | None) -> str:
    """March 2023."""
    return words.month(day or None)


@register.filter
def date_and_time(moment: datetime | None) -> str:
    """5 October 2022 at 9:30am."""
    return words.date_and_time(moment or None)


@register.filter
def joined(items: Sequence[object]) -> str:
    """Asfordby, Bottesford and Melton."""
    return words.joined(list(items))


@register.filter
def steps(page: Page[Any]) -> Iterator[int | None]:
    """The pages that a long list leads to: the first, the last, those about this one, and None for what is between."""
    paginator = page.paginator
    for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        yield number if isinstance(number, int) else None


@register.filter
def prose(text: str | None) -> SafeString:
    """Paragraphs and bullets of a text that somebody typed."""
    # Only as text: what calls itself safe could be markup that somebody typed.
    return prose_of(f"{text or ''}")


@register.simple_tag
def telephone(number: str) -> SafeString:
    """A number to ring: {% telephone person.telephone %}."""
    return format_html(
        '<a class="govuk-link" href="tel:{}">{}</a>', number.replace(" ", ""), number
    )


@register.inclusion_tag("components/redline.html")
def redline(pieces: Redline) -> dict[str, object]:
    """Two versions of a text in one, what went struck through and what came underlined."""
    return {"pieces": pieces}


@register.simple_tag
def rating(
    value: object,
    words: str = "",
    size: str = "m",
    show_words: bool = True,
) -> SafeString:
    """A rating as shape, letter and word: {% rating plan.rating words="No update since April" %}."""
    kind = shapes.rating_kind(value)
    # Added to, words that call themselves safe are text again: they would be drawn so for the next who says them.
    said = (words or shapes.RATING_WORDS[kind.upper()]) + ""
    return _drawn_rating(kind=kind, size=size, words=said, show_words=show_words)


@register.simple_tag
def blocks(
    complete: int = 0,
    under_way: int = 0,
    to_start: int = 0,
    overdue: int = 0,
    show_words: bool = True,
) -> SafeString:
    """One block for each action: {% blocks complete=3 under_way=1 overdue=1 %}."""
    return _drawn_blocks(complete, under_way, to_start, overdue, show_words=show_words)


# A list has a hundred of either and few that differ: what is drawn follows from what is asked for and nothing else.
@lru_cache(maxsize=1000)
def _drawn_rating(*, kind: str, size: str, words: str, show_words: bool) -> SafeString:
    context = {"kind": kind, "size": size, "words": words, "show_words": show_words}
    return render_to_string("components/rating.html", context)


@lru_cache(maxsize=1000)
def _drawn_blocks(
    complete: int, under_way: int, to_start: int, overdue: int, *, show_words: bool
) -> SafeString:
    drawn = shapes.action_blocks(
        complete=complete, under_way=under_way, to_start=to_start, overdue=overdue
    )
    return render_to_string("components/blocks.html", {"drawn": drawn, "show_words": show_words})


@register.simple_tag
def drawn(template_name: str, row: object) -> SafeString:
    """A row of a list by a template that knows nothing else: {% drawn "actionplans/plan_list_row.html" row %}.

    The row is a frozen dataclass of plain values, and what was drawn of it is kept for whoever asks for the same.
    """
    # Values that are equal and of another kind, True and 1 or a text that calls itself safe, may be drawn otherwise.
    return _drawn_row(template_name, row, tuple(map(type, vars(row).values())))


@lru_cache(maxsize=4000)
def _drawn_row(template_name: str, row: object, _kinds: tuple[type, ...]) -> SafeString:
    return render_to_string(template_name, {"row": row})


@register.inclusion_tag("components/chart.html")
def chart(drawn: charts.LineChart) -> dict[str, object]:
    """A chart for a desk and for a phone, with what its words must say: {% chart page.chart %}."""
    has_figures = bool(drawn.figures)
    return {
        "chart": drawn,
        "wide": charts.svg(drawn) if has_figures else "",
        "narrow": charts.svg(drawn, charts.Width.NARROW) if has_figures else "",
        "notes": charts.notes(drawn),
    }


@register.simple_tag
def spark(drawn: charts.LineChart) -> SafeString:
    """A small line beside a figure, with its words for those who don't see it: {% spark standing.picture %}."""
    return charts.spark(drawn)


@register.inclusion_tag("components/sort_heading.html")
def sort_heading(listing: Listing, name: str, css: str = "") -> dict[str, object]:
    """The heading of a column that sorts the list: {% sort_heading listing "due" %}."""
    return {"heading": listing.headings[name], "css": css}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*several: forms.BaseForm | None) -> dict[str, object]:
    """What is wrong on this page, each line a link to where to put it right."""
    return {"links": error_links(*[form for form in several if form])}


@register.simple_tag(takes_context=True)
def csrf_field(context: template.Context) -> SafeString | str:
    """The form's token, also inside a component that was included with `only`."""
    request: Any = getattr(context, "request", None)
    if request is None:
        return ""
    token = get_token(request)
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
