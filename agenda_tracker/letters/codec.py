"""Frozen records to plain JSON values and back, led by the type annotations of the records."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
_PLAIN = (str, int, float, bool, NoneType)


def to_plain(value: Any) -> Any:
    """A record as dicts, lists, strings, numbers and None: what ``json.dumps`` takes. Dates become ISO 8601."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: type[Record], value: Any) -> Record:
    """The record that ``to_plain`` made this of.

    Raises TypeError, ValueError or KeyError when the value does not fit the annotations of ``kind``.
    """
    record: Record = _build(kind, value)
    return record


def _build(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), value)
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], one) for one in _expect(list, value))
    if origin is Literal:
        return get_args(kind)[get_args(kind).index(value)]
    if kind is date:
        return date.fromisoformat(value)
    if is_dataclass(kind):
        return _record(kind, _expect(dict, value))
    return _scalar(kind, value)


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    """``X | None``: None stays, everything else is an X."""
    if value is None and NoneType in kinds:
        return None
    (kind,) = (kind for kind in kinds if kind is not NoneType)
    return _build(kind, value)


def _record(kind: Any, values: dict[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{field.name: _build(hints[field.name], values[field.name]) for field in fields(kind) if field.init})


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _scalar(kind: Any, value: Any) -> Any:
    if kind not in _PLAIN:
        raise TypeError(f"no rule for {kind}")
    if kind is float and type(value) is int:
        return float(value)
    return _expect(kind, value)


def _expect(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value
