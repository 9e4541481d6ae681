"""Where what people said is asked, gathered and read."""

from django.urls import URLPattern, path

from consultations.views import consultations

app_name = "consultations"

urlpatterns: list[URLPattern] = [
    path("consultations/", consultations.consultation_list, name="consultation_list"),
    path(
        "consultations/<slug:slug>/", consultations.consultation_detail, name="consultation_detail"
    ),
]
