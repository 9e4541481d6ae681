from django.urls import path

from smp_portal.pages.editions import previews, views

urlpatterns = [
    path("editions/", views.edition_list, name="edition_list"),
    path("editions/add/", views.edition_add, name="edition_add"),
    path("editions/<int:pk>/publish/", views.edition_publish, name="edition_publish"),
    path("editions/<int:pk>/drop/", views.edition_drop, name="edition_drop"),
    path("editions/<int:pk>/", previews.edition_plan, name="edition_plan"),
    path("editions/<int:pk>/front/", previews.edition_front, name="edition_front"),
    path(
        "editions/<int:pk>/priorities/<slug:slug>/",
        previews.edition_priority,
        name="edition_priority",
    ),
    path("editions/<int:pk>/places/", previews.edition_places, name="edition_places"),
    path("editions/<int:pk>/places/<slug:slug>/", previews.edition_place, name="edition_place"),
    path("editions/<int:pk>/who-we-are/", previews.edition_partners, name="edition_partners"),
]
