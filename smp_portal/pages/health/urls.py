from django.urls import path

from smp_portal.pages.health import views

urlpatterns = [path("healthz", views.health, name="health")]
