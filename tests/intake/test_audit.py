"""The log line of an act: one line, six values, whatever is in them."""

import logging
import re

import pytest

from agenda_tracker.intake.audit import acting, audit

TIME = re.compile(r"^time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d ")


def written(caplog) -> list[str]:
    """The lines, without their time, which is checked here."""
    lines = [record.getMessage() for record in caplog.records if record.name == "agenda_tracker.audit"]
    assert [line for line in lines if not TIME.match(line)] == []
    return [TIME.sub("", line) for line in lines]


def test_act_of_a_clerk_tells_who_and_from_where(caplog):
    with acting(lambda: "griffie", "192.0.2.7"):
        audit("publish", "letter 12", "ok")
    assert written(caplog) == [
        'action="publish" object="letter 12" result="ok" actor="griffie" origin="192.0.2.7"',
    ]
    assert caplog.records[0].levelno == logging.INFO


def test_act_of_a_command_has_no_actor(caplog):
    with acting(lambda: "griffie", "192.0.2.7"):
        pass
    audit("import", "source 3", "draft")
    assert written(caplog) == ['action="import" object="source 3" result="draft" actor="-" origin="command"']


def test_name_is_asked_when_the_line_is_written(caplog):
    names = ["", "griffie"]
    with acting(names.pop, "192.0.2.7"):
        audit("login", "griffie", "ok")
        audit("logout", "griffie", "ok")
    assert [line.split()[3] for line in written(caplog)] == ['actor="griffie"', 'actor=""']


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('brief "A"', r'"brief \"A\""'),
        ("a\\b", r'"a\\b"'),
        ("ok\ntime=nep", r'"ok\u000atime=nep"'),
        ("a\r\u2028\x85\x1b[31m", r'"a\u000d\u2028\u0085\u001b[31m"'),
        ("Raad Economische en Financiële Zaken", '"Raad Economische en Financiële Zaken"'),
        ("x" * 201, '"' + "x" * 199 + '…"'),
    ],
)
def test_value_stays_on_its_line_and_within_its_quotes(caplog, value, shown):
    audit("save", value, "ok")
    assert written(caplog) == [f'action="save" object={shown} result="ok" actor="-" origin="command"']
