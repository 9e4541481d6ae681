"""Where the plan and its priorities are read."""

from django.urls import path

from priorities import views

app_name = "priorities"

urlpatterns = [path("priorities/", views.priority_list, name="priority_list")]
