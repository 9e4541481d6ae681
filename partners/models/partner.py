"""Organisations of the partnership, today's and past ones."""

from datetime import date

from django.db import models
from django.db.models import Count, F, Q
from simple_history.models import HistoricalRecords


class ListedAs(models.TextChoices):
    """Where the plan lists an organisation."""

    STATUTORY = "STATUTORY", "Statutory partner"
    NON_STATUTORY = "NON_STATUTORY", "Non-statutory partner"
    COUNTYWIDE = "COUNTYWIDE", "Countywide body"
    NOT_LISTED = "NOT_LISTED", "Not listed in the plan"


class LegalRole(models.TextChoices):
    """What an organisation is to the partnership by law."""

    RESPONSIBLE_AUTHORITY = (
        "RESPONSIBLE_AUTHORITY",
        "Responsible authority (Crime and Disorder Act 1998, s.5)",
    )
    COOPERATING_BODY = "COOPERATING_BODY", "Co-operating body"
    INVITED = "INVITED", "Invited to take part"
    COUNTY_BOARD = "COUNTY_BOARD", "County board"
    OTHER = "OTHER", "No role in law"


class PartnerQuerySet(models.QuerySet["Partner"]):
    def on(self, day: date) -> "PartnerQuerySet":
        """Organisations that existed on a day."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_to=None) | Q(valid_to__gte=day),
        )

    def in_listed_order(self) -> "PartnerQuerySet":
        return self.order_by(F("listed_position").asc(nulls_last=True), "name")

    def with_people(self) -> "PartnerQuerySet":
        """Each with `people_here`, how many of its people take part."""
        return self.annotate(people_here=Count("people", filter=Q(people__is_active=True)))


class Partner(models.Model):
    """An organisation that takes part in the partnership, or took part before it was abolished or split."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    listed_as = models.CharField(max_length=20, choices=ListedAs)
    listed_position = models.PositiveSmallIntegerField(null=True, blank=True)
    legal_role = models.CharField(max_length=30, choices=LegalRole)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, related_name="predecessors", blank=True
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="partner_dates_in_order",
                violation_error_message="An organisation can't end before it began.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def existed(self, *, on: date) -> bool:
        """Whether the organisation existed on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class Commitment(models.Model):
    """One of the things that each statutory partner agrees to in the plan."""

    number = models.PositiveSmallIntegerField(unique=True)
    text = models.TextField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Commitment {self.number}"
