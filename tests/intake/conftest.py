"""The desk's clerks, for panels that are tested beside what they act on."""

from tests.admin.conftest import invoerder, redacteur

__all__ = ["invoerder", "redacteur"]
