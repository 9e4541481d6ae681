"""A whole Django site with settings, views and templates in one file: a session, one query, one plain template, on the portal's own database.

gunicorn -c deploy/gunicorn.conf.py bench.bare.app:application
"""

import os

import django
import environs
from django.conf import settings

env = environs.Env()
database = env.dj_db_url("DATABASE_URL")
database |= {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}

LIST = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Plans</title></head>
<body><p>{{ request.user.full_name }}</p><h1>Plans</h1><table>
<tr><th>Plan</th><th>Year</th><th>Owner</th><th>Status</th><th>Ends on</th></tr>
{% for plan in plans %}<tr id="plan-{{ plan.pk }}"><td><a href="/plans/{{ plan.pk }}/">{{ plan.number }}. {{ plan.title }}</a></td>
<td>{{ plan.year }}</td><td>{{ plan.owner.full_name }}</td><td>{{ plan.status }}</td><td>{{ plan.ends_on }}</td></tr>
{% endfor %}</table></body></html>"""
DETAIL = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Plan</title></head>
<body><p>{{ request.user.full_name }}</p><h1>Plan</h1><table>
<tr><th>Action</th><th>Lead</th><th>Due</th><th>Status</th><th>Changed</th><th>By</th></tr>
{% for event in events %}<tr id="event-{{ event.pk }}"><td>{{ event.action.reference }} {{ event.action.title }}</td>
<td>{{ event.action.lead_partner.name }}</td><td>{{ event.action.due_on }}</td><td>{{ event.action.status }}</td>
<td>{{ event.kind }} {{ event.at }}</td><td>{{ event.by.full_name }}</td></tr>
{% endfor %}</table></body></html>"""
EDIT = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Edit</title></head>
<body><p>{{ request.user.full_name }}</p><h1>Edit</h1><form method="post">{{ form.as_p }}<button>Save</button></form></body></html>"""
TEMPLATES = {"list.html": LIST, "detail.html": DETAIL, "edit.html": EDIT}

settings.configure(
    ALLOWED_HOSTS=["portal.example.org"],
    AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
    AUTH_USER_MODEL="bare.Person",
    DATABASES={"default": database},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "bench.bare",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    ROOT_URLCONF="bench.bare.app",
    SECRET_KEY=os.environ["SECRET_KEY"],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request"],
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", TEMPLATES)],
                    )
                ],
            },
        }
    ],
    TIME_ZONE="Europe/London",
    USE_TZ=True,
)
django.setup()

# What follows needs the settings to be there.
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.forms import modelform_factory  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404, redirect, render  # noqa: E402
from django.urls import path  # noqa: E402

from bench.bare.models import Event, Plan  # noqa: E402

PlanForm = modelform_factory(
    Plan, fields=["number", "title", "starts_on", "ends_on", "status", "is_restricted"]
)


@login_required
def plan_list(request: HttpRequest) -> HttpResponse:
    """The rows of the portal's list, or of its dashboard: as many active plans."""
    plans = Plan._default_manager.filter(status="ACTIVE").select_related("owner")
    rows = plans.order_by("-year", "number")[: int(request.GET["rows"])]
    return render(request, "list.html", {"plans": rows})


@login_required
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened to one plan and its actions: as many rows as the portal’s page lists of actions and all else."""
    events = Event._default_manager.filter(plan=pk).select_related("action__lead_partner", "by")
    rows = events.order_by("-at")[: int(request.GET["rows"])]
    return render(request, "detail.html", {"events": rows})


@login_required
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan's fields, saved when they are sent."""
    plan = get_object_or_404(Plan, pk=pk)
    form = PlanForm(request.POST if request.method == "POST" else None, instance=plan)
    if form.is_valid():
        form.save()
        return redirect(f"/plans/{pk}/")
    return render(request, "edit.html", {"form": form})


urlpatterns = [
    path("plans/", plan_list),
    path("plans/<int:pk>/", plan_detail),
    path("plans/<int:pk>/edit/", plan_edit),
]
application = WSGIHandler()
