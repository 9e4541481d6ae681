"""The communities, and how many people of each were heard."""

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from consultations.models import Community, Response, Testimony


def with_heard_counts(communities: QuerySet[Community]) -> QuerySet[Community]:
    """Communities with `answer_count` and `testimony_count`."""
    return communities.annotate(answer_count=_count(Response), testimony_count=_count(Testimony))


def _count(model: type[Model]) -> Coalesce:
    rows = model._default_manager.filter(community=OuterRef("pk")).order_by()
    counts = rows.values("community").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts), 0)
