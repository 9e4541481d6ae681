"""Where partners meet: everybody reads, officers edit."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.forms.forums import ForumForm
from partners.http import PortalRequest, posted
from partners.models import Forum
from partners.permissions import can_edit_plan_content, require
from partners.queries.forum_list import read_forums
from partners.views.saving import save
from smp_portal.foundation import clock
from smp_portal.foundation.slugs import free_slug

# Addresses that are pages of their own.
RESERVED = frozenset({"add", "meetings"})
reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def forum_list(request: PortalRequest) -> HttpResponse:
    """Every forum with its coming meetings."""
    if not request.user.may_read:
        raise Http404
    context = {
        "forums": read_forums(on=clock.today()),
        "may_edit": can_edit_plan_content(request.user),
    }
    return render(request, "partners/forum_list.html", context)


@reads_or_sends
def forum_add(request: PortalRequest) -> HttpResponse:
    """Take a forum into the list."""
    _editors_only(request)
    form = ForumForm(posted(request))

    def add() -> str:
        form.instance.slug = free_slug(
            form.instance.name, Forum.objects.all(), instead="forum", reserved=RESERVED
        )
        form.save()
        return reverse("partners:forum_list")

    done = save(request, form, add, said="The forum is added")
    return done or render(request, "partners/forum_add.html", {"form": form})


@reads_or_sends
def forum_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Change a forum's name; its address stays."""
    _editors_only(request)
    forum = get_object_or_404(Forum, slug=slug)
    name, form = str(forum), ForumForm(posted(request), instance=forum)

    def change() -> str:
        form.save()
        return reverse("partners:forum_list")

    done = save(request, form, change, said="The forum is saved")
    return done or render(request, "partners/forum_edit.html", {"form": form, "name": name})


def _editors_only(request: PortalRequest) -> None:
    if not request.user.may_read:
        raise Http404
    require(can_edit_plan_content(request.user))
