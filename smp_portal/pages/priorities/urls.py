from django.urls import path

from smp_portal.pages.priorities import views

urlpatterns = [
    path("priorities/map/", views.plan_map, name="plan_map"),
    path("priorities/<slug:slug>/", views.priority_detail, name="priority_detail"),
]
