"""The places and people that the partnership listens to, and the pressures that they named."""

from django.db import models


class Theme(models.Model):
    """One of the pressures that recent engagement across the borough named."""

    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.title


class CommunityKind(models.TextChoices):
    WARD = "WARD", "Ward"
    VILLAGE = "VILLAGE", "Village"
    COMMUNITY_OF_INTEREST = "COMMUNITY_OF_INTEREST", "Community of interest"


class Community(models.Model):
    """A place, or people who share an interest, that the partnership listens to."""

    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=150, unique=True)
    kind = models.CharField(max_length=30, choices=CommunityKind)
    is_rural = models.BooleanField(default=False)
    population = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.name
