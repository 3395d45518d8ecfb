"""What goes into the log of the server."""

import logging
import re

# Addresses that hold a key, which lets whoever has it stop or manage what somebody follows, or choose a password.
KEY = re.compile(r"(/volgen/(?:bevestig|stop|mijn)/|/beheer/wachtwoord/[^/\s]+/)[^/\s]+")


class WithoutKeys(logging.Formatter):
    """A line as always, without the keys in addresses: who reads the log is not who got the mail."""

    def format(self, record: logging.LogRecord) -> str:
        return KEY.sub(r"\1-", super().format(record))


class InOneLine(logging.Filter):
    """A request that is refused because of what was sent has one line: where in the code that was says nothing of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.exc_info = None
        return True
