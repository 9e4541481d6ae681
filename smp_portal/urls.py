"""Where each page of the portal lives; tests/access says who may open which."""

from django.urls import include, path

urlpatterns = [
    path("", include("smp_portal.pages.urls")),
    path("", include("consultations.urls")),
    path("", include("priorities.urls")),
    path("", include("partners.urls")),
    path("", include("actionplans.urls")),
    path("accounts/", include("partners.account_urls")),
]
