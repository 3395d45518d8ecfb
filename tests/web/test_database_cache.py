"""What counts log-ins tells a database that refuses from another process that was first."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db


def refused(execute, sql, *others):
    if sql.startswith("INSERT"):
        raise OperationalError("attempt to write a readonly database")
    return execute(sql, *others)


def test_second_to_add_something_is_too_late():
    assert [cache.add("slot", 1), cache.add("slot", 2), cache.get("slot")] == [True, False, 1]


@pytest.mark.parametrize("write", [cache.add, cache.set])
def test_database_that_refuses_is_told(write):
    with connection.execute_wrapper(refused), pytest.raises(OperationalError, match="readonly"):
        write("slot", 1)
