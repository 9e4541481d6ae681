"""Puts the demonstration into an empty database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from smp_portal.pages.demonstration.loading import CannotLoad, load_story


class Command(BaseCommand):
    """Loads the demonstration's story whole, or says why it can't."""

    help = "Put the demonstration into an empty database; where it is already, nothing changes."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load the story and say what the clock now shows."""
        try:
            was_loaded = load_story()
        except CannotLoad as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(_SAID if was_loaded else "The demonstration is there already.")


_SAID = "The demonstration is ready: it is Wednesday 5 October 2022, 9:30am."
