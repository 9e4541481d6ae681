from django.urls import path

from smp_portal.pages.findings import views

urlpatterns = [
    path("consultations/findings/<int:pk>/", views.finding_detail, name="finding_detail"),
    path("consultations/findings/<int:pk>/delete/", views.finding_delete, name="finding_delete"),
]
