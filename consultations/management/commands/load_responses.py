"""Loads a file of survey answers into a consultation."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from consultations.models import Consultation, ResponseFile
from consultations.response_files.columns import Column, from_json
from consultations.response_files.examining import Examination
from consultations.response_files.telling import told
from consultations.response_files.whole import load_file, look_at_file
from partners.models import User
from smp_portal.foundation import clock
from smp_portal.foundation.files import LIMITS, FileRefused, too_large
from smp_portal.foundation.words import counted

_MOST_PROBLEMS = 20


class Command(BaseCommand):
    """Loads a file whole, or says what is wrong with it and saves nothing."""

    help = "Load a CSV or Excel file of survey answers into a consultation, all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the consultation, and how far to go."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--consultation", required=True, metavar="SLUG")
        parser.add_argument("--by", metavar="EMAIL", help="the officer who loads it")
        parser.add_argument(
            "--make-questions", action="store_true", help="make the questions from the headings"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load the file and say what its columns were taken for and which rows were not taken."""
        file: Path = options["file"]
        asked = {
            "consultation": _consultation(options["consultation"]),
            "data": _data(file),
            "now": clock.now(),
            "make_questions": options["make_questions"],
        }
        try:
            if options["dry_run"]:
                self._tell_examination(look_at_file(**asked))
            else:
                self._tell_file(load_file(**asked, name=file.name, by=_user(options["by"])))
        except (FileRefused, ValidationError) as refused:
            words = refused.messages if isinstance(refused, ValidationError) else [f"{refused}."]
            raise CommandError(
                "\n".join([f"{file} was refused and nothing of it was saved.", *words])
            ) from refused

    def _tell_examination(self, looked: Examination) -> None:
        self._tell(looked.columns, looked.problems)
        words = counted(looked.taken_count, "answer,answers")
        self.stdout.write(f"{words} would be loaded. Nothing was saved.")

    def _tell_file(self, file: ResponseFile) -> None:
        self._tell(from_json(file.columns), file.problems)
        self.stdout.write(f"{counted(file.taken_count, 'answer,answers')} loaded.")

    def _tell(self, columns: list[Column], problems: list[dict[str, Any]]) -> None:
        for column in columns:
            self.stdout.write(f"  {column.heading or 'Without a heading'}: {told(column)}")
            for place, count in column.strange.items():
                self.stdout.write(f"    unknown place: {place} ({count})")
        if problems:
            self.stdout.write(f"{counted(len(problems), 'row,rows')} not taken:")
        for problem in problems[:_MOST_PROBLEMS]:
            self.stdout.write(f"  line {problem['line']}: {problem['words']}")
        if len(problems) > _MOST_PROBLEMS:
            self.stdout.write(f"  and {len(problems) - _MOST_PROBLEMS:,} more")


def _consultation(slug: str) -> Consultation:
    try:
        return Consultation.objects.get(slug=slug)
    except Consultation.DoesNotExist as error:
        known = ", ".join(Consultation.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no consultation “{slug}”. There are: {known}.") from error


def _user(email: str | None) -> User | None:
    if email is None:
        return None
    person: User | None = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError("Nobody who may sign in has the address given with --by.")
    return person


def _data(file: Path) -> bytes:
    try:
        if file.stat().st_size > LIMITS.size:
            raise CommandError(f"{file} was refused: {too_large()}.")
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} can’t be opened: {error.strerror}.") from error
