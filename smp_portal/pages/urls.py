"""Pages that span the apps."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "pages"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("smp_portal.pages.public.urls")),
    path("", include("smp_portal.pages.editions.urls")),
    path("", include("smp_portal.pages.my_work.urls")),
    path("", include("smp_portal.pages.dashboard.urls")),
    path("", include("smp_portal.pages.demonstration.urls")),
    path("", include("smp_portal.pages.priorities.urls")),
    path("", include("smp_portal.pages.findings.urls")),
    path("", include("smp_portal.pages.partners.urls")),
    path("", include("smp_portal.pages.leavers.urls")),
    path("", include("smp_portal.pages.meetings.urls")),
    path("", include("smp_portal.pages.changes.urls")),
    path("", include("smp_portal.pages.board_packs.urls")),
    path("", include("smp_portal.pages.health.urls")),
]
