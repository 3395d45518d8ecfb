"""A session that cannot be renewed: because the database refuses, or because it was ended elsewhere."""

import sqlite3

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.urls import reverse

from agenda_tracker.admin.gate import SEEN

pytestmark = pytest.mark.django_db


def refused(execute, sql, *others):
    if sql.startswith("UPDATE") and "django_session" in sql:
        raise OperationalError("attempt to write a readonly database") from sqlite3.OperationalError()
    return execute(sql, *others)


def ended(execute, sql, *others):
    if sql.startswith("UPDATE") and "django_session" in sql:
        Session.objects.all().delete()
    return execute(sql, *others)


@pytest.mark.parametrize(("fate", "status"), [(refused, 503), (ended, 400)])
def test_desk_tells_a_database_that_refuses_from_a_session_that_was_ended(beheerder, fate, status):
    session = beheerder.session
    session[SEEN] = 0
    session.save()
    beheerder.raise_request_exception = False
    with connection.execute_wrapper(fate):
        assert beheerder.get(reverse("admin:index")).status_code == status
