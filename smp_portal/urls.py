"""Where each page of the portal lives; tests/access says who may open which."""

from django.urls import include, path

urlpatterns = [
    path("", include("consultations.urls")),
    path("", include("priorities.urls")),
    path("", include("partners.urls")),
    path("", include("actionplans.urls")),
    # After the apps' own: /partners/add/ is no organisation called "add".
    path("", include("smp_portal.pages.urls")),
    path("accounts/", include("partners.account_urls")),
]
