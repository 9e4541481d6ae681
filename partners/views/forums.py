"""Where partners meet: everybody reads, officers edit."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.forms.forums import ForumForm
from partners.http import PortalRequest, posted, reads_or_sends
from partners.models import Forum
from partners.permissions import can_edit_plan_content, editors_only, readers_only
from partners.queries.forum_list import read_forums
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save
from smp_portal.foundation.slugs import free_slug

# Addresses that are pages of their own.
RESERVED = frozenset({"add", "meetings"})


@require_safe
def forum_list(request: PortalRequest) -> HttpResponse:
    """Every forum with its coming meetings."""
    readers_only(request.user)
    context = {
        "forums": read_forums(on=clock.today()),
        "may_edit": can_edit_plan_content(request.user),
    }
    return render(request, "partners/forum_list.html", context)


@reads_or_sends
def forum_add(request: PortalRequest) -> HttpResponse:
    """Take a forum into the list."""
    editors_only(request.user)
    form = ForumForm(posted(request))

    def add() -> None:
        name, rows = form.instance.name, Forum.objects.all()
        form.instance.slug = free_slug(name, rows, instead="forum", reserved=RESERVED)
        form.save()

    done = save(request, form, add, said="The forum is added", to=reverse("partners:forum_list"))
    return done or render(request, "partners/forum_add.html", {"form": form})


@reads_or_sends
def forum_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Change a forum's name; its address stays."""
    editors_only(request.user)
    forum = get_object_or_404(Forum, slug=slug)
    name, form = str(forum), ForumForm(posted(request), instance=forum)

    done = save(
        request,
        form,
        form.save,
        said="The forum is saved",
        to=reverse("partners:forum_list"),
    )
    return done or render(request, "partners/forum_edit.html", {"form": form, "name": name})
