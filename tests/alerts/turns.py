"""Turns of `send_alerts` in processes of their own, several at once, at a given moment, that die or fail at random points.

Run as a program it waits for one line of JSON a time; it never opens a database itself, so that its forks can.
"""

import io
import json
import os
import random
import signal
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path
from smtplib import SMTPDataError, SMTPServerDisconnected
from uuid import uuid4

from django.core.mail.backends.base import BaseEmailBackend

CHECKPOINTS = (
    ("agenda_tracker.alerts.evaluate", "items_of"),
    ("agenda_tracker.alerts.evaluate", "record"),
    ("agenda_tracker.alerts.due", "compose_for"),
    ("agenda_tracker.alerts.due", "_lines"),
    ("agenda_tracker.alerts.sending", "claim"),
    ("agenda_tracker.alerts.sending", "message_for"),
    ("agenda_tracker.alerts.sending", "hand_over"),
    ("agenda_tracker.alerts.sending", "finish"),
)


class Box(BaseEmailBackend):
    """A mail server that keeps each mail as a file, and now and then refuses, or vanishes after it took one."""

    trouble: "random.Random | None" = None

    def send_messages(self, messages):
        for message in messages:
            luck = self.trouble.random() if self.trouble else 1.0
            if luck < 0.03:
                raise SMTPDataError(451, b"later")
            folder = Path(os.environ["TURNS_BOX"])
            draft = folder / f"{uuid4().hex}.part"
            draft.write_bytes(message.message().as_bytes())
            draft.rename(draft.with_suffix(".eml"))
            if luck < 0.06:
                raise SMTPServerDisconnected("gone")
        return len(messages)


class Turns:
    """The program, seen from the test."""

    def __init__(self, box, data, database):
        environment = os.environ | {
            "AGENDAVOLGER_MODE": "local",
            "AGENDAVOLGER_DATA_DIR": str(data),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "agenda_tracker.settings",
            "TURNS_BOX": str(box),
        }
        command = [sys.executable, "-m", "tests.alerts.turns"]
        self.box = box
        self.program = subprocess.Popen(command, env=environment, stdin=-1, stdout=-1, text=True)

    def take(self, now, processes=1, seed=None):
        """How each of the processes ended: 0, 1 for an exception, -9 for a kill. Without a seed all goes well."""
        self.program.stdin.write(json.dumps({"now": now.isoformat(), "processes": processes, "seed": seed}) + "\n")
        self.program.stdin.flush()
        return json.loads(self.program.stdout.readline())

    def mails(self, dropped=()):
        """One for each Message-ID, in the order of their dates; how many were repeated, and how many do not count.

        Of a repeated mail the last counts: it leaves out what was withdrawn since the first. `dropped` are the ids of
        those whose last would have been empty, so that none went out: what these told counts as not told.
        """
        found, files = {}, sorted(self.box.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        for path in files:
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            found[mail["Message-ID"]] = mail
        told = [mail for name, mail in found.items() if name not in dropped]
        told.sort(key=lambda mail: mail["Date"].datetime)
        return told, len(files) - len(found), len(found) - len(told)

    def close(self):
        self.program.stdin.close()
        self.program.wait(10)
        self.program.stdout.close()


def prepare(now, seed):
    """In a fork: this moment, and perhaps a death at one of the next steps."""
    import importlib

    from django.conf import settings
    from django.utils import timezone

    from agenda_tracker.alerts import messages

    settings.SEARCH_DIR = None
    settings.EMAIL_BACKEND = "tests.alerts.turns.Box"
    messages.MOST = 100_000
    timezone.now = lambda: now
    if seed is None:
        return
    chance = random.Random(seed)
    Box.trouble = chance
    steps = [chance.choice((1, 3, 10, 40, 120))]
    for module, name in CHECKPOINTS:
        home = importlib.import_module(module)
        setattr(home, name, deadly(getattr(home, name), chance, steps))


def deadly(work, chance, steps):
    def step(*args, **named):
        steps[0] -= 1
        end = chance.choice(("kill", "kill after", "raise")) if steps[0] == 0 else ""
        if end == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if end == "raise":
            raise RuntimeError("an exception of the drill")
        done = work(*args, **named)
        if end == "kill after":
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return step


def turn(now, seed):
    """A whole turn in this fork; never returns."""
    from django.db import connections

    from agenda_tracker.management.commands.send_alerts import Command

    status = 1
    try:
        prepare(now, seed)
        Command(stdout=io.StringIO()).turn()
        status = 0
    except BaseException as error:
        if seed is None:
            sys.stderr.write(f"{error!r}\n")
    finally:
        connections.close_all()
        os._exit(status)


def serve():
    from datetime import datetime

    import django

    django.setup()
    import agenda_tracker.management.commands.send_alerts  # noqa: F401

    for line in sys.stdin:
        asked = json.loads(line)
        pids = []
        for number in range(asked["processes"]):
            pid = os.fork()
            if not pid:
                seed = None if asked["seed"] is None else f"{asked['seed']} {number}"
                turn(datetime.fromisoformat(asked["now"]), seed)
            pids.append(pid)
        ends = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        sys.stdout.write(json.dumps(ends) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
