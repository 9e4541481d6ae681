"""The organisations of the partnership: everybody reads, officers edit."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.filters.partners import PartnerFilter
from partners.forms.partners import PartnerForm
from partners.http import PortalRequest, posted, reads_or_sends
from partners.models import Partner
from partners.permissions import can_edit_plan_content, editors_only, readers_only
from partners.queries.partner_list import read_partner_list
from partners.services.partners import add_partner, edit_partner
from partners.sheets import PARTNER_COLUMNS, PARTNER_FIELDS, PARTNER_ORDER, PARTNER_SORTS
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, ordered, send_sheet
from smp_portal.foundation.saving import save


@require_safe
def partner_list(request: PortalRequest) -> HttpResponse:
    """Who is in the partnership, and what became of those that were."""
    readers_only(request.user)
    listing = Listing(request.GET, PARTNER_SORTS)
    narrowed = PartnerFilter(request.GET, queryset=Partner.objects.with_people())
    partners = ordered(narrowed.qs, listing.sort, PARTNER_FIELDS, then=PARTNER_ORDER)
    if listing.file:
        sheet = Sheet("Partners", PARTNER_COLUMNS, partners.prefetch_related("successors"))
        return send_sheet(sheet, listing.file, on=clock.today())
    context = {
        "filter": narrowed,
        "form": narrowed.form,
        "listing": listing,
        "list": read_partner_list(partners, on=clock.today()),
        "today": clock.today(),
        "may_edit": can_edit_plan_content(request.user),
    }
    return render(request, "partners/partner_list.html", context)


@reads_or_sends
def partner_add(request: PortalRequest) -> HttpResponse:
    """Take an organisation into the record."""
    editors_only(request.user)
    form = PartnerForm(posted(request))

    done = save(
        request,
        form,
        lambda: add_partner(
            partner=form.instance, by=request.user, now=clock.now(), **form.given()
        ),
        said="The organisation is added",
        to=lambda partner: _page_of(partner.slug),
    )
    return done or render(request, "partners/partner_add.html", {"form": form})


@reads_or_sends
def partner_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Change what is known about an organisation, and to whom its duties passed."""
    editors_only(request.user)
    partner = get_object_or_404(Partner, slug=slug)
    context = {"name": str(partner), "back": _page_of(slug)}
    form = PartnerForm(posted(request), instance=partner)

    done = save(
        request,
        form,
        lambda: edit_partner(partner=partner, by=request.user, now=clock.now(), **form.given()),
        said="The organisation is saved",
        to=_page_of(slug),
    )
    return done or render(request, "partners/partner_edit.html", {"form": form, **context})


def _page_of(slug: str) -> str:
    return reverse("pages:partner_detail", args=[slug])
