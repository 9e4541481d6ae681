"""Where the people and organisations of the partnership are kept."""

from django.urls import path

from partners.views import absences, forums, partners, people

app_name = "partners"

urlpatterns = [
    path("partners/", partners.partner_list, name="partner_list"),
    path("partners/add/", partners.partner_add, name="partner_add"),
    path("partners/<slug:slug>/edit/", partners.partner_edit, name="partner_edit"),
    path("forums/", forums.forum_list, name="forum_list"),
    path("forums/add/", forums.forum_add, name="forum_add"),
    path("forums/<slug:slug>/edit/", forums.forum_edit, name="forum_edit"),
    path("people/", people.user_list, name="user_list"),
    path("people/add/", people.user_add, name="user_add"),
    path("people/<int:pk>/", people.user_detail, name="user_detail"),
    path("people/<int:pk>/edit/", people.user_edit, name="user_edit"),
    path("people/<int:pk>/address-alive/", people.user_address_alive, name="user_address_alive"),
    path("people/<int:pk>/invite/", people.user_invite, name="user_invite"),
    path("people/<int:pk>/absences/add/", absences.absence_add, name="absence_add"),
    path("people/absences/<int:pk>/edit/", absences.absence_edit, name="absence_edit"),
    path(
        "people/absences/<int:pk>/take-back/", absences.absence_take_back, name="absence_take_back"
    ),
    path("people/<int:pk>/reactivate/", people.user_reactivate, name="user_reactivate"),
]
