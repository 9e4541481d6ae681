"""Where the people and organisations of the partnership are kept."""

from django.urls import path

from partners.views import partners, people

app_name = "partners"

urlpatterns = [
    path("partners/", partners.partner_list, name="partner_list"),
    path("partners/add/", partners.partner_add, name="partner_add"),
    path("partners/<slug:slug>/edit/", partners.partner_edit, name="partner_edit"),
    path("people/", people.user_list, name="user_list"),
    path("people/add/", people.user_add, name="user_add"),
    path("people/<int:pk>/edit/", people.user_edit, name="user_edit"),
    path("people/<int:pk>/reactivate/", people.user_reactivate, name="user_reactivate"),
]
