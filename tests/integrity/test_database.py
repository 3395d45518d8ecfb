"""The command itself, and a database that is wrong in ways that its own rules forbid."""

import re

import pytest
from django.core.management import call_command

from agenda_tracker.models import Letter
from tests.basis import put_basis

from .world import plant

pytestmark = pytest.mark.django_db


def checked(capsys, *options: str) -> tuple[int, list[str]]:
    """How the command ends, and its lines without the seconds that it took."""
    code = 0
    try:
        call_command("check_integrity", *options)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, [re.sub(r" \(\d+\.\d s\)$", "", line) for line in capsys.readouterr().out.splitlines()]


def test_all_tells_and_counts_what_is_found_and_repairs_it_too(capsys):
    put_basis()
    letter = Letter.objects.get()
    plant(letter, subject_key="zzz")
    told = f"brief {letter.pk}: subject_key volgt niet uit de tekst waarvan het is gemaakt. Draai met --repair."
    assert checked(capsys, "--all") == (1, [told, "1 bevinding, waarvan 1 met --repair te herstellen."])
    assert checked(capsys, "--all", "--repair")[0] == 0
    letter.refresh_from_db()
    assert letter.subject_key != "zzz"
