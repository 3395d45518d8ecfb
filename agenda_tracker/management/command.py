"""What the commands of this site have in common."""

from typing import Any

from django.core.management.base import BaseCommand


class SiteCommand(BaseCommand):
    """Starts in half the time: `manage.py check` looks at the code as a whole, which a command that a timer runs need not."""

    def execute(self, *args: Any, **options: Any) -> Any:
        return super().execute(*args, **{**options, "skip_checks": True})
