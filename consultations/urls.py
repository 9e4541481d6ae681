"""Where what people said is asked, gathered and read."""

from django.urls import URLPattern, path

from consultations.views import consultations, questions

app_name = "consultations"

urlpatterns: list[URLPattern] = [
    path("consultations/", consultations.consultation_list, name="consultation_list"),
    path("consultations/add/", consultations.consultation_add, name="consultation_add"),
    path(
        "consultations/<slug:slug>/", consultations.consultation_detail, name="consultation_detail"
    ),
    path(
        "consultations/<slug:slug>/edit/", consultations.consultation_edit, name="consultation_edit"
    ),
    path(
        "consultations/<slug:slug>/move/<str:to>/",
        consultations.consultation_move,
        name="consultation_move",
    ),
    path("consultations/<slug:slug>/questions/add/", questions.question_add, name="question_add"),
    path(
        "consultations/<slug:slug>/questions/<int:pk>/edit/",
        questions.question_edit,
        name="question_edit",
    ),
    path(
        "consultations/<slug:slug>/questions/<int:pk>/move/",
        questions.question_move,
        name="question_move",
    ),
    path(
        "consultations/<slug:slug>/questions/<int:pk>/delete/",
        questions.question_delete,
        name="question_delete",
    ),
]
