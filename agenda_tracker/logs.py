"""What goes into the log of the server."""

import logging


class InOneLine(logging.Filter):
    """A request that is refused because of what was sent has one line: where in the code that was says nothing of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.exc_info = None
        return True
