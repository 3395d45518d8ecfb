"""The settings of a server in a drill that takes its databases away: it gives up waiting for them sooner."""

from .settings import *  # noqa: F403
from .settings import DATABASES

for _database in DATABASES.values():
    _database["OPTIONS"]["pool"]["timeout"] = 1  # type: ignore[index]
