"""Signing in and out; allauth's other pages are left out, so that they do not exist."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from partners.http import reads_or_sends

# Left to itself, a page of allauth's takes a PUT for a form that was sent.
login = reads_or_sends(views.login)

urlpatterns = [
    path("login/", login, name="account_login"),
    path(
        "login/code/confirm/",
        reads_or_sends(views.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("logout/", login_not_required(reads_or_sends(views.logout)), name="account_logout"),
    # allauth looks these up by name when it sends somebody back to the start.
    path("login/", login, name="account_request_login_code"),
    path("login/", login, name="account_signup"),
]
