"""The portal's roof (pages) and ground (foundation)."""

from smp_portal.celery import app as celery_app

__all__ = ["celery_app"]
