"""The routes that the portal has."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def every_route() -> list[str]:
    """The name of every route, with the app that it belongs to."""
    return list(_names_in(get_resolver().url_patterns))


def _names_in(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names_in(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"
