"""Makes the first clerk account with a random password, printed once; does nothing when there is an account."""

import secrets
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.base import CommandError

from agenda_tracker.admin.groups import PERMISSIONS, ensure_groups
from agenda_tracker.management.command import SiteCommand

# Letters and digits that are not mistaken for one another; 16 of them hold more than 80 bits.
READABLE = "abcdefghijkmnpqrstuvwxyz23456789"


class Command(SiteCommand):
    help = "Maakt een account voor de griffie als er nog geen account is, en toont het wachtwoord eenmaal."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--username", default="griffie")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(is_staff=True).exists():
            return
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(
                f"{options['username']} bestaat al, maar mag niet bij het beheer; kies een naam met --username."
            )
        ensure_groups()
        password = "".join(secrets.choice(READABLE) for _place in range(16))
        user = User.objects.create_user(options["username"], password=password, is_staff=True)
        user.groups.set(Group.objects.filter(name__in=PERMISSIONS))
        self.stdout.write(
            f"Account voor de griffie: {user.username}   wachtwoord: {password}   (wordt maar één keer getoond)"
        )
