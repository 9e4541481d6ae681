from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "smp_portal.foundation"
    label = "foundation"
    verbose_name = "Foundation"
