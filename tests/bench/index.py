"""How long the search index takes to build and to catch up, and what it needs: of the site that the settings name.

    AGENDAVOLGER_MODE=local AGENDAVOLGER_DATA_DIR=… python -m tests.bench.index

The index is built in a folder of its own and thrown away; the database is only read.
"""

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

LINES = 10_000
QUESTIONS = (
    "nederland",
    "veiligheid van het kabinet",
    '"zet in op"',
    "zzzz",
    "raad",
    "beleid OR afspraak",
    "-europese kabinet",
)


@dataclass(frozen=True)
class Spent:
    """What a process took: seconds by the clock and of the processors; its most memory, own and with mapped files, in MB."""

    wall: float
    processor: float
    own: float
    mapped: float

    def __str__(self) -> str:
        return f"{self.wall:8.1f} {self.processor:12.1f} {self.own:10.0f} {self.mapped:12.0f}"


def run(*command: str) -> Spent:
    """A process of its own, so that nothing it takes is counted for another."""
    start = time.monotonic()
    with open(os.devnull, "w") as nowhere:
        actions = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1)]
        pid = os.posix_spawn(sys.executable, [sys.executable, *command], os.environ, file_actions=actions)
        ended, own = 0, 0.0
        while not ended:
            time.sleep(0.05)
            own = max(own, own_memory(pid))
            ended, status, used = os.wait4(pid, os.WNOHANG)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Spent(time.monotonic() - start, used.ru_utime + used.ru_stime, own, used.ru_maxrss / 1024)


def own_memory(pid: int) -> float:
    """What it has for itself, in MB; the files of the index are the system's, which may take them back at any time."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    return 0.0


def set_back(lines: int) -> None:
    """Let the index say that it was built so many lines of the journal ago."""
    from agenda_tracker.models import Head, PublicChange, read_head
    from agenda_tracker.search import index

    head = read_head()
    assert head is not None
    opened = index.open_at(index.folder_of(folder(), head))
    assert opened is not None
    line = PublicChange.objects.get(number=max(1, head.number - lines))
    with index.writing(opened.index, Head(head.site, line.number, line.at.isoformat())):
        pass


def folder() -> Path:
    return Path(os.environ["AGENDAVOLGER_SEARCH_DIR"])


def size() -> float:
    return sum(file.stat().st_size for file in folder().rglob("*") if file.is_file()) / 1e6


def ask() -> None:
    """What a server process does with the index: lists with their counts, in many selections."""
    from django.conf import settings
    from django.test import Client, override_settings

    from tests.conftest import PLAIN_STATIC

    client = Client(headers={"host": "localhost"})
    with override_settings(STORAGES={**settings.STORAGES, **PLAIN_STATIC}):
        ask_lists(client)


def ask_lists(client: Any) -> None:
    for page in range(1, 6):
        for words in QUESTIONS:
            for address in ("/standpunten/", "/brieven/", "/zoeken/"):
                answer = client.get(address, {"q": words, "page": page})
                assert answer.status_code == 200, (address, words)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    say(f"{'':28}{'seconds':>8} {'processor':>12} {'own MB':>10} {'with mapped':>12}")
    say(f"{'built':28}{run('manage.py', 'rebuild_search')}")
    say(f"{'on disk (MB)':28}{size():8.0f}")
    set_back(LINES)
    say(f"{f'caught up, {LINES} lines':28}{run('manage.py', 'rebuild_search', '--if-needed')}")
    say(f"{'on disk (MB)':28}{size():8.0f}")
    say(f"{'asked 105 times':28}{run('-m', 'tests.bench.index', 'ask')}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda_tracker.settings")
    if sys.argv[1:] == ["ask"]:
        django.setup()
        ask()
    else:
        with tempfile.TemporaryDirectory() as beside:
            os.environ["AGENDAVOLGER_SEARCH_DIR"] = beside
            django.setup()
            main()
