"""Django's `clearsessions`, which a timer runs: like a command of the site it says in a sentence what lacks."""

from django.contrib.sessions.management.commands import clearsessions

from agenda_tracker.management.command import SiteCommand


class Command(SiteCommand, clearsessions.Command):
    pass
