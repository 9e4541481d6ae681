"""Where the people of the partnership are kept."""

from django.urls import path

from partners import views

app_name = "partners"

urlpatterns = [
    path("people/", views.user_list, name="user_list"),
    path("people/add/", views.user_add, name="user_add"),
    path("people/<int:pk>/edit/", views.user_edit, name="user_edit"),
    path("people/<int:pk>/deactivate/", views.user_deactivate, name="user_deactivate"),
    path("people/<int:pk>/reactivate/", views.user_reactivate, name="user_reactivate"),
]
