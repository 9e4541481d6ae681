"""Where what people said is asked, gathered and read."""

from django.urls import URLPattern, path

from consultations.views import (
    answers,
    communities,
    consultations,
    findings,
    papers,
    questions,
    response_files,
    results,
    testimony,
)

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
    path(
        "consultations/<slug:slug>/results/",
        results.consultation_results,
        name="consultation_results",
    ),
    path(
        "consultations/<slug:slug>/questions/<int:pk>/answers/",
        results.question_words,
        name="question_words",
    ),
    path(
        "consultations/<slug:slug>/options/<int:pk>/finding/",
        findings.finding_add,
        name="finding_add",
    ),
    path("consultations/findings/<int:pk>/edit/", findings.finding_edit, name="finding_edit"),
    path(
        "consultations/findings/<int:pk>/publish/", findings.finding_publish, name="finding_publish"
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
    path("consultations/<slug:slug>/answers/", answers.answer_list, name="answer_list"),
    path("consultations/<slug:slug>/answers/add/", papers.paper_add, name="paper_add"),
    path("consultations/<slug:slug>/answers/<int:pk>/edit/", papers.paper_edit, name="paper_edit"),
    path(
        "consultations/<slug:slug>/answers/<int:pk>/delete/",
        papers.paper_delete,
        name="paper_delete",
    ),
    path("testimony/", testimony.testimony_list, name="testimony_list"),
    path("testimony/add/", testimony.testimony_add, name="testimony_add"),
    path("testimony/<int:pk>/edit/", testimony.testimony_edit, name="testimony_edit"),
    path("communities/", communities.community_list, name="community_list"),
    path("communities/add/", communities.community_add, name="community_add"),
    path("communities/<slug:slug>/edit/", communities.community_edit, name="community_edit"),
    path("communities/<slug:slug>/delete/", communities.community_delete, name="community_delete"),
    path(
        "consultations/<slug:slug>/files/add/",
        response_files.response_file_add,
        name="response_file_add",
    ),
    path(
        "consultations/<slug:slug>/files/<int:pk>/",
        response_files.response_file_detail,
        name="response_file_detail",
    ),
    path(
        "consultations/<slug:slug>/files/<int:pk>/drop/",
        response_files.response_file_drop,
        name="response_file_drop",
    ),
    path(
        "consultations/<slug:slug>/files/<int:pk>/report/",
        response_files.response_file_report,
        name="response_file_report",
    ),
]
