"""The first clerk account: made once, its password shown once."""

import io
import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def run() -> str:
    out = io.StringIO()
    call_command("ensure_clerk", stdout=out)
    return out.getvalue()


def test_clerk_can_log_in_with_what_is_printed_and_it_is_printed_once():
    printed = run()
    password = re.search(r"wachtwoord: (\S+)", printed)[1]
    clerk = authenticate(username="griffie", password=password)
    groups = sorted(group.name for group in clerk.groups.all())
    assert (clerk.is_staff, clerk.is_superuser, groups) == (True, False, ["beheerder", "invoerder", "redacteur"])
    assert clerk.has_perms(["agenda_tracker.publish_letter", "agenda_tracker.merge_records", "auth.add_user"])
    assert run() == ""
    assert User.objects.count() == 1


def test_name_that_is_taken_is_told():
    User.objects.create_user("griffie")
    with pytest.raises(CommandError, match="kies een naam met --username"):
        run()
