"""One line in the log for each act: what was done to what, with which result, by whom and from where."""

import logging

logger = logging.getLogger("agenda_tracker.audit")


def audit(action: str, obj: str, result: str) -> None:
    logger.info("%s %s %s", action, obj, result)
