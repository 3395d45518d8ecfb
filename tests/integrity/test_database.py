"""The command itself, and a database that is wrong in ways that its own rules forbid."""

import re

import pytest
from django.core.management import call_command

from agenda_tracker.models import DeskAct, Letter, Topic
from tests.basis import put_basis

from .world import World, plant

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


def test_one_record_that_cannot_be_repaired_is_named_and_the_rest_is_repaired(capsys):
    put_basis()
    first, second, third = Topic.objects.filter(parent=None).order_by("pk")[:3]
    plant(second, name=first.name)
    plant(third, name_key="zzz")
    plant(Letter.objects.get(), subject_key="zzz")
    code, said = checked(capsys, "--repair")
    assert code == 1
    assert [line.split(" (")[0] for line in said if "ersteld" in line] == [
        f"Niet hersteld: folded-topic van record {second.pk}",
        "Hersteld: folded-topic",
        "Hersteld: folded-letter",
        "3 bevindingen, 2 hersteld, 1 over.",
    ]


def test_only_what_is_sound_at_another_look_is_called_repaired(capsys):
    World()
    done = DeskAct.objects.filter(undoes=None, undone=False).first()
    plant(done, undoes=done)
    code, said = checked(capsys, "--repair")
    assert (code, said[-1]) == (1, "1 bevinding, 0 hersteld, 1 over.")
