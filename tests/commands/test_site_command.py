"""What every command of the site does."""

import pytest

from agenda_tracker.management.command import SiteCommand


@pytest.mark.parametrize("options", [[], ["--skip-checks"]])
def test_it_begins_without_looking_at_the_code_as_a_whole(options, capsys, monkeypatch):
    class Command(SiteCommand):
        def handle(self, *args, **options):
            return "gedaan"

    monkeypatch.setattr(Command, "check", lambda *args, **others: pytest.fail("everything was checked"))
    Command().run_from_argv(["manage.py", "any", *options])
    assert capsys.readouterr().out == "gedaan\n"
