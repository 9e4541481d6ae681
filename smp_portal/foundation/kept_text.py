"""What somebody typed is kept when they were signed out meanwhile."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

# What a form carries for itself, and what nobody should read over a shoulder.
NOT_TYPED = frozenset(
    {"csrfmiddlewaretoken", "version", "shown", "sheet", "next", "action", "login"}
)
SECRET_WORDS = ("password", "code", "token", "secret")
# A long answer's question travels with it: a page that lost its form can still say what was what.
QUESTION = "question-of-"
# What was chosen from a list arrives as the portal's own code: it is chosen again more quickly than read.
CHOSEN = frozenset(
    {"rating", "status", "kind", "via", "seen", "role", "help", "restricted", "meeting", "priority"}
    | {"finding", "aims", "themes", "testimonies", "serves", "not", "position"}
    | {"by", "owner", "deputy", "readers", "partner", "partners", "person"}
    | {"as", "successors"}
    | {"community", "consultation", "theme", "method", "consent", "direction"}
)
CODE = re.compile(r"[A-Z_]+|\d+|on")
DATE_PARTS = ("day", "month", "year")
ROWS_AT_MOST, LINE_LENGTH = 14, 38


@dataclass(frozen=True)
class KeptText:
    """One answer as it was typed, under words that say what it was."""

    label: str
    text: str

    @property
    def rows(self) -> int:
        """How tall its box is, so that most texts show whole."""
        lines = sum(1 + len(line) // LINE_LENGTH for line in self.text.splitlines())
        return min(max(lines, 1), ROWS_AT_MOST)


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in on every page that does not say otherwise, and keeps what was typed."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Send a reader to sign in; give a writer their text back first."""
        if request.method == "POST":
            return _page(request, was_signed_out=True)
        return super().handle_no_permission(request, view_func)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Refuse a form sent without its token, and give back what was typed."""
    return _page(request, was_signed_out=False)


def kept_texts(posted: QueryDict) -> list[KeptText]:
    """What a person typed into a form, each answer under its label, a date in one line."""
    return [
        KeptText(posted.get(f"{QUESTION}{name}") or _label(name), text)
        for name, text in _answers(posted)
        if text.strip() and _was_typed(name, text) and not _is_secret(name)
    ]


def _answers(posted: QueryDict) -> Iterator[tuple[str, str]]:
    dates: set[str] = set()
    for name, texts in posted.lists():
        stem, _, part = name.rpartition("_")
        if part in DATE_PARTS and all(f"{stem}_{p}" in posted for p in DATE_PARTS):
            if stem not in dates:
                dates.add(stem)
                yield stem, " ".join(posted.get(f"{stem}_{p}", "") for p in DATE_PARTS)
        else:
            yield from ((name, str(text)) for text in texts)


def _was_typed(name: str, text: str) -> bool:
    if name in NOT_TYPED or name.startswith(QUESTION):
        return False
    last_word = re.split("[-_]", name)[-1]
    return last_word not in CHOSEN or not CODE.fullmatch(text)


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in SECRET_WORDS)


def _label(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").split()
    sentence = " ".join(word for word in words if word not in {"id", "on"} or len(words) == 1)
    return sentence[:1].upper() + sentence[1:]


def _page(request: HttpRequest, *, was_signed_out: bool) -> HttpResponse:
    back = _page_with_the_form(request)
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({REDIRECT_FIELD_NAME: back})}"
    response = render(
        request,
        "kept_text.html",
        {
            "kept": kept_texts(request.POST),
            "was_signed_out": was_signed_out,
            "back": back,
            "sign_in_url": sign_in,
        },
        status=HTTPStatus.FORBIDDEN,
    )
    add_never_cache_headers(response)
    # The address may be a personal link: it stays between the person and the portal.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _page_with_the_form(request: HttpRequest) -> str:
    # A button may post to an address that has no page: the form stood where the person came from.
    came_from = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(came_from, hosts, require_https=request.is_secure()):
        return urlsplit(came_from)._replace(scheme="", netloc="").geturl()
    return request.get_full_path()
