"""What can be taken away and followed: tables, Atom, calendars, and what machines read to find their way here.

Everything is read through the models' `public()`, and selected by the filters of the lists.
"""

from .export import export, is_asked

__all__ = ["export", "is_asked"]
