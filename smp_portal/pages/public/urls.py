from django.urls import path

from smp_portal.pages.public import views

urlpatterns = [
    path("", views.home, name="home"),
    path("plan/", views.public_plan, name="public_plan"),
    path("plan/<slug:slug>/", views.public_priority, name="public_priority"),
    path("places/", views.public_places, name="public_places"),
    path("places/<slug:slug>/", views.public_place, name="public_place"),
    path("who-we-are/", views.public_partners, name="public_partners"),
    path("contact/", views.public_contact, name="public_contact"),
    path("accessibility/", views.public_accessibility, name="public_accessibility"),
    path("privacy/", views.public_privacy, name="public_privacy"),
    path("cookies/", views.public_cookies, name="public_cookies"),
]
