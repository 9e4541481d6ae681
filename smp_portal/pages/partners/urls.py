from django.urls import path

from smp_portal.pages.partners import views

urlpatterns = [path("partners/<slug:slug>/", views.partner_detail, name="partner_detail")]
