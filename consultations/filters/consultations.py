"""How the list of consultations is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from consultations.filters.bar import FilterForm
from consultations.models import Consultation, ConsultationKind, ConsultationStatus
from partners.models import User


class ConsultationFilter(django_filters.FilterSet):
    """Consultations by their words, their kind and how far they are."""

    q = django_filters.CharFilter(
        label="Consultation or question",
        method="containing",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-10"}),
    )
    kind = django_filters.ChoiceFilter(
        label="Kind", choices=ConsultationKind.choices, empty_label="Any kind"
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=ConsultationStatus.choices, empty_label="Any status"
    )

    class Meta:
        model = Consultation
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: Any, *, queryset: QuerySet[Consultation], reader: User) -> None:
        super().__init__(data, queryset=queryset)
        if not reader.runs_the_portal:
            # Nobody else learns that there may be drafts.
            begun = [one for one in ConsultationStatus.choices if one[0] != "DRAFT"]
            self.filters["status"].extra["choices"] = begun

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)

    def containing(
        self, consultations: QuerySet[Consultation], _name: str, words: str
    ) -> QuerySet[Consultation]:
        """Consultations with these words in their title, their place, their audience or a question."""
        asked = Q(pk__in=Consultation.objects.filter(questions__text__icontains=words).values("pk"))
        return consultations.filter(
            Q(title__icontains=words)
            | Q(place__icontains=words)
            | Q(audience__icontains=words)
            | asked
        )
