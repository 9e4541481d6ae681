"""Brings the database up to date and puts the demonstration into it, if it is not there yet."""

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    call_command("migrate", interactive=False, verbosity=1)
    call_command("createcachetable")
    call_command("load_demo")


if __name__ == "__main__":
    main()
