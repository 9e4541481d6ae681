"""The worker: it sends what the database says is due, and nothing that the database does not know of."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smp_portal.settings")

app = Celery("smp_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
