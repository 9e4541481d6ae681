from django.urls import path

from smp_portal.pages.demonstration import mailbox_views, views

urlpatterns = [
    path("demo/clock/", views.demo_clock, name="demo_clock"),
    path("demo/people/", views.demo_people, name="demo_people"),
    path("demo/reset/", views.demo_reset, name="demo_reset"),
    path("demo/mailbox/", mailbox_views.demo_mailbox, name="demo_mailbox"),
    path("demo/mailbox/<str:key>/", mailbox_views.demo_mail, name="demo_mail"),
]
