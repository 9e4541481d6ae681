"""How the public's pages lead to one another."""

from django import template
from django.urls import reverse

from smp_portal.pages.public.showing import Site

register = template.Library()


@register.simple_tag
def way(site: Site | None, page: str, *names: str) -> str:
    """A page of the same edition, in public or in its preview: {% way site "priority" slug %}."""
    if site:
        return site.url(page, *names)
    # Nothing is published yet, but the pages say so.
    return reverse(f"pages:public_{page}", args=names)
