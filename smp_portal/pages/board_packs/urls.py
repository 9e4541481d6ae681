from django.urls import path

from smp_portal.pages.board_packs import deciding, report_views, views

urlpatterns = [
    path("board-packs/", views.pack_list, name="pack_list"),
    path("board-packs/add/", views.pack_add, name="pack_add"),
    path("board-packs/<int:pk>/", views.pack_detail, name="pack_detail"),
    path("board-packs/<int:pk>/edit/", views.pack_edit, name="pack_edit"),
    path("board-packs/<int:pk>/freeze/", views.pack_freeze, name="pack_freeze"),
    path("board-packs/<int:pk>/discard/", views.pack_discard, name="pack_discard"),
    path("board-packs/<int:pk>/try-again/", views.pack_retry, name="pack_retry"),
    path("board-packs/<int:pk>/files/<slug:kind>/", views.pack_file, name="pack_file"),
    path(
        "board-packs/<int:pk>/decisions/<int:asked_pk>/record/",
        deciding.decision_record,
        name="decision_record",
    ),
    path("board-packs/<int:pk>/decisions/add/", deciding.decision_add, name="decision_add"),
    path(
        "board-packs/decisions/<int:pk>/correct/",
        deciding.decision_correct,
        name="decision_correct",
    ),
    path("board-packs/decisions/<int:pk>/act/", deciding.decision_act, name="decision_act"),
    path("annual-report/", report_views.report_list, name="report_list"),
    path("annual-report/<slug:year>/", report_views.report_detail, name="report_detail"),
    path("annual-report/<slug:year>/begin/", report_views.report_begin, name="report_begin"),
]
