"""Who is at the desk: a clerk of each group, logged in."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from agenda_tracker.admin.groups import ensure_groups


def logged_in(name: str, *also: str) -> Client:
    ensure_groups()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=[name, *also]))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def invoerder(db):
    return logged_in("invoerder")


@pytest.fixture
def redacteur(db):
    return logged_in("redacteur")


@pytest.fixture
def beheerder(db):
    return logged_in("beheerder")


@pytest.fixture
def chief(db):
    """Who publishes and keeps the reference data, too; goes by the name of redacteur."""
    return logged_in("redacteur", "beheerder")
