from django.urls import path

from smp_portal.pages.changes import views

urlpatterns = [
    path("editions/changes/", views.plan_changes, name="plan_changes"),
    path("editions/<int:pk>/changes/", views.edition_changes, name="edition_changes"),
]
