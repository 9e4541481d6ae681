"""Loads the partnership's plan from a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from priorities.plan_file import PlanFileRefused, load_plan_file


class Command(BaseCommand):
    """Loads a plan file whole, or says what is wrong with it and saves nothing."""

    help = "Load the partnership's plan from a TOML file; running it again doubles nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to load."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load the file and say what became of its rows."""
        file: Path = options["file"]
        try:
            loaded = load_plan_file(_text(file))
        except PlanFileRefused as refused:
            raise CommandError(
                f"{file} was refused and nothing of it was saved.\n{refused}"
            ) from refused
        self.stdout.write(f"{file}: {loaded}")
        for row in loaded.left_alone:
            self.stdout.write(f"  left alone: {row}")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} can't be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CommandError(f"{file}, line {line}: expected text in UTF-8.") from error
