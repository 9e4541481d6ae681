"""What the bars above the lists of what people said have in common."""

from smp_portal.foundation.forms import PortalForm


class FilterForm(PortalForm):
    """The bar above a list: nothing in it has to be filled in."""

    marks_optional = False
    named = {"q": "the words to look for"}
