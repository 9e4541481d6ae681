"""The pages on which the partnership team keeps the communities that it listens to."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from consultations.filters.communities import CommunityFilter
from consultations.forms.communities import CommunityForm
from consultations.models import Community
from consultations.queries.communities import with_heard_counts
from consultations.services.communities import add_community, delete_community
from consultations.sheets import COMMUNITY_COLUMNS, COMMUNITY_FIELDS, COMMUNITY_SORTS
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import team_only
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.lists import Listing, Sheet, ordered, send_sheet
from smp_portal.foundation.saving import save

ON_A_PAGE = 50


@require_safe
def community_list(request: PortalRequest) -> HttpResponse:
    """The places and people that the partnership listens to, and how many were heard."""
    team_only(request.user)
    listing = Listing(request.GET, COMMUNITY_SORTS)
    found = CommunityFilter(request.GET, queryset=Community.objects.all())
    heard = with_heard_counts(found.qs)
    rows = ordered(heard, listing.sort, COMMUNITY_FIELDS, then=("name",))
    if listing.file:
        sheet = Sheet("Communities", COMMUNITY_COLUMNS, rows)
        return send_sheet(sheet, listing.file, on=clock.today())
    context = {
        "filter": found,
        "form": found.form,
        "page": Paginator(rows, ON_A_PAGE).get_page(listing.page),
        "listing": listing,
    }
    return render(request, "consultations/community_list.html", context)


@reads_or_sends
def community_add(request: PortalRequest) -> HttpResponse:
    """Put a community on the list."""
    team_only(request.user)
    form = CommunityForm(posted(request))
    done = save(
        request,
        form,
        lambda: add_community(values=form.cleaned_data),
        said="The community is on the list",
        to=reverse("consultations:community_list"),
    )
    return done or render(request, "consultations/community_add.html", {"form": form})


@reads_or_sends
def community_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Change what is known about a community; its address stays."""
    team_only(request.user)
    community = get_object_or_404(Community, slug=slug)
    name = community.name
    form = CommunityForm(posted(request), instance=community)
    done = save(
        request,
        form,
        form.save,
        said="The community is saved",
        to=reverse("consultations:community_list"),
    )
    context = {"form": form, "name": name, "slug": slug}
    return done or render(request, "consultations/community_edit.html", context)


@reads_or_sends
def community_delete(request: PortalRequest, slug: str) -> HttpResponse:
    """Ask once, then take a community off the list from which nobody was heard."""
    team_only(request.user)
    community = get_object_or_404(Community, slug=slug)
    form = ConfirmForm(posted(request))
    done = save(
        request,
        form,
        lambda: delete_community(community=community),
        said=f"{community} is off the list",
        to=reverse("consultations:community_list"),
    )
    context = {"form": form, "community": community}
    return done or render(request, "consultations/community_delete.html", context)
