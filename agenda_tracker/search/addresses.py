"""The address of a selection: every filter stands in the query string."""

from typing import Any

from django.http import QueryDict


def address(data: Any, without: set[str], **changed: Any) -> str:
    """The query string of the same selection with some parameters left out or changed; blank ones are dropped."""
    query = QueryDict(mutable=True)
    for name in data:
        if name not in without and name not in changed and data.get(name):
            query[name] = data.get(name)
    for name, value in changed.items():
        if value:
            query[name] = str(value)
    return f"?{query.urlencode()}"
