"""Let the first administrator in: everybody else is then added in the browser."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from partners.models import Partner, Role, User
from partners.services.people import save_user
from smp_portal.foundation import clock


class Command(BaseCommand):
    help = "Add an administrator, who signs in with a code sent to their address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="their e-mail address")
        parser.add_argument("full_name", help='their name, such as "Helen Marsh"')
        parser.add_argument("organisation", help="their organisation's name, as the plan lists it")
        parser.add_argument("--post", default="Portal administrator", help="their post")

    def handle(self, *_args: Any, **options: Any) -> None:
        person = User(
            email=options["email"].strip().lower(),
            full_name=options["full_name"],
            post=options["post"],
            partner=self._organisation(options["organisation"]),
            role=Role.ADMINISTRATOR,
        )
        try:
            person.full_clean(exclude=["password"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        # Nobody else is there yet who could have done it.
        save_user(user=person, by=person, now=clock.now())
        self.stdout.write(f"{person.full_name} can sign in as administrator.")

    def _organisation(self, name: str) -> Partner:
        partner = Partner.objects.filter(name=name).first()
        if partner is None:
            raise CommandError(
                f"No organisation is called {name}: load the plan first (manage.py load_plan), "
                "then give a name that it lists, such as 'Melton Borough Council'."
            )
        return partner
