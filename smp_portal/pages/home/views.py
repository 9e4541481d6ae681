"""The front page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say whose portal this is; a person who has signed in goes on to their work."""
    if request.user.is_authenticated:
        return redirect("pages:my_work")
    return render(request, "pages/home.html")
