from django.urls import path

from smp_portal.pages.dashboard import views

urlpatterns = [
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/rules/", views.dashboard_rules, name="dashboard_rules"),
]
