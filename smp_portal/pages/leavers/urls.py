from django.urls import path

from smp_portal.pages.leavers import views

urlpatterns = [path("people/<int:pk>/deactivate/", views.user_deactivate, name="user_deactivate")]
