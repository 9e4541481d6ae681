from django.urls import path

from smp_portal.pages.my_work import views

urlpatterns = [path("my-work/", views.my_work, name="my_work")]
