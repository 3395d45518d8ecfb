"""Sessions in the database: one that the database refuses to save is not taken for one that was ended elsewhere.

Django takes both for the second, and answers 400.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError


class SessionStore(db.SessionStore):
    def save(self, must_create: bool = False) -> None:
        """Raises DatabaseError when the database refuses, UpdateError when the session is no longer there."""
        try:
            super().save(must_create)
        except UpdateError as error:
            refusal = error.__context__
            # What a database says itself has the error of its driver as cause; that no row was there Django found.
            if refusal is not None and refusal.__cause__ is not None:
                raise refusal from refusal.__cause__
            raise
