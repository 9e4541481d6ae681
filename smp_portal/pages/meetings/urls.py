from django.urls import path

from smp_portal.pages.meetings import views

urlpatterns = [
    path("forums/<slug:slug>/meetings/add/", views.meeting_add, name="meeting_add"),
    path("forums/meetings/<int:pk>/edit/", views.meeting_edit, name="meeting_edit"),
    path("forums/meetings/<int:pk>/delete/", views.meeting_delete, name="meeting_delete"),
]
