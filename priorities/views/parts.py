"""The pages of a priority's reasons, and of what the public is told came of what they said."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from partners.http import PortalRequest, posted, reads_or_sends
from priorities.forms.parts import ReasonForm, ReplyForm, VersionForm
from priorities.models import Priority, PublicReply, Reason
from priorities.services.parts import Part, add_part, edit_part, move_part, remove_part
from priorities.views.priorities import editable_priority, named
from priorities.views.rearranging import move, remove
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save


@dataclass(frozen=True)
class PartKind:
    """One kind of part, with its form and its words."""

    name: str
    words: str
    model: type[Reason] | type[PublicReply]
    form: type[ReasonForm] | type[ReplyForm]

    def rows(self, priority: Priority) -> Any:
        """The parts of this kind that a priority has, in their order."""
        return self.model._default_manager.filter(priority=priority)

    def list_url(self, slug: str) -> str:
        """Where the parts of a priority are listed."""
        return reverse(f"priorities:{self.name}_list", args=[slug])


REASONS = PartKind("reason", "reason", Reason, ReasonForm)
REPLIES = PartKind("reply", "answer", PublicReply, ReplyForm)


@require_safe
def part_list(request: PortalRequest, slug: str, kind: PartKind) -> HttpResponse:
    """The parts of a priority, each of which can be changed, moved or taken out."""
    priority = editable_priority(request, slug)
    rows = kind.rows(priority)
    if kind is REASONS:
        rows = rows.select_related("finding")
    context = {"rows": list(rows), "version": priority.version, **named(priority)}
    return render(request, f"priorities/{kind.name}_list.html", context)


@reads_or_sends
def part_add(request: PortalRequest, slug: str, kind: PartKind) -> HttpResponse:
    """Put a new part after the others."""
    priority = editable_priority(request, slug)
    form = kind.form(posted(request), priority=priority, instance=kind.model(priority=priority))
    done = save(
        request,
        form,
        # What is new takes nothing from anybody: it joins whatever there is by now.
        lambda: add_part(
            part=form.instance, version=priority.version, by=request.user, now=clock.now()
        ),
        said=f"The {kind.words} is added",
        to=kind.list_url(slug),
    )
    return done or _form_page(request, kind, priority, form, is_new=True)


@reads_or_sends
def part_edit(request: PortalRequest, slug: str, pk: int, kind: PartKind) -> HttpResponse:
    """Change what a part says; where somebody took it out meanwhile, what was typed can be added again."""
    priority = editable_priority(request, slug)
    part = kind.rows(priority).filter(pk=pk).first()
    if part is None and request.method != "POST":
        raise Http404
    form = kind.form(
        posted(request), priority=priority, instance=part or kind.model(priority=priority)
    )
    done = save(
        request,
        form,
        lambda: _put(request, form),
        said=f"The {kind.words} is saved",
        to=kind.list_url(slug),
        saved=lambda: kind.rows(priority).filter(pk=pk).first() or kind.model(),
    )
    return done or _form_page(request, kind, priority, form)


@reads_or_sends
def part_remove(request: PortalRequest, slug: str, pk: int, kind: PartKind) -> HttpResponse:
    """Ask once, then take a part out."""
    priority = editable_priority(request, slug)
    part = _part(kind, priority, pk)
    form = VersionForm(posted(request), initial={"version": priority.version})
    done = remove(
        request,
        form,
        partial(remove_part, part=part, by=request.user, now=clock.now()),
        said=f"The {kind.words} is taken out. The priority’s history keeps it",
        to=kind.list_url(slug),
    )
    context = {"form": form, "part": part, "back": kind.list_url(slug), **named(priority)}
    return done or render(request, f"priorities/{kind.name}_remove.html", context)


@require_POST
def part_move(request: PortalRequest, slug: str, pk: int, kind: PartKind) -> HttpResponse:
    """Let a part change places with the one before it, or after it."""
    part = _part(kind, editable_priority(request, slug), pk)
    deed = partial(move_part, part=part, by=request.user, now=clock.now())
    return move(request, deed, to=kind.list_url(slug))


def _put(request: PortalRequest, form: ReasonForm | ReplyForm) -> Part:
    given = form.given()
    part = form.instance
    who: dict[str, Any] = {"by": request.user, "now": clock.now()}
    if part.pk:
        return edit_part(part=part, **given, **who)
    return add_part(part=part, version=given["version"], **who)


def _part(kind: PartKind, priority: Priority, pk: int) -> Part:
    part: Part | None = kind.rows(priority).filter(pk=pk).first()
    if part is None:
        raise Http404
    return part


def _form_page(
    request: PortalRequest, kind: PartKind, priority: Priority, form: Any, *, is_new: bool = False
) -> HttpResponse:
    context = {"form": form, "is_new": is_new, "back": kind.list_url(priority.slug)}
    return render(request, f"priorities/{kind.name}_form.html", context | named(priority))
