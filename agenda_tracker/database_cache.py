"""The cache in the database, by which log-ins are counted: it says so when it cannot be written.

Django takes every failure to write for "another was first", and the log-in would then be refused as one too many.
"""

from django.core.cache.backends import db
from django.db import IntegrityError

# Only this one means that another was first. Django's module gives no other way to say so.
db.DatabaseError = IntegrityError  # type: ignore[attr-defined]


class TellingCache(db.DatabaseCache):
    """Django's own. Raises DatabaseError when it cannot be read or written."""
