"""Rows that are written once: what was said, decided or sent stays as it was."""

from typing import Any, NoReturn, TypeVar

from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[ModelT, ModelT]):
    """Rows that may be added and read, never changed or removed."""

    def update(self, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - Django's own signature
        raise TypeError(f"{self.model._meta.verbose_name_plural} are never changed: add a new one")

    def delete(self) -> NoReturn:
        raise TypeError(f"{self.model._meta.verbose_name_plural} are never removed")
