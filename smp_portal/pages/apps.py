from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "smp_portal.pages"
    label = "pages"
    verbose_name = "Pages that span the apps"
