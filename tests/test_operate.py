"""What `docs/operate.md` gives to copy: settings for shell and systemd alike, commands that exist, logs that tell little."""

import re
import shlex
import subprocess
from configparser import ConfigParser

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import reverse

MANUAL = (settings.BASE_DIR / "docs" / "operate.md").read_text(encoding="utf-8")
# Lines of four spaces, with empty lines between them.
BLOCKS = [
    re.sub(r"^    ", "", block, flags=re.M) for block in re.findall(r"(?:^    .*\n(?:\n*(?=    ))?)+", MANUAL, re.M)
]


def the_block_with(words: str) -> str:
    [found] = [block for block in BLOCKS if words in block]
    return found


ENVIRONMENT = the_block_with("TZ='")
SCRIPT = the_block_with("#!/bin/sh")
CRON = the_block_with("MAILTO")
NGINX = the_block_with("upstream agendavolger")


def test_variables_of_the_manual_are_read():
    settings_file = (settings.BASE_DIR / "agenda_tracker" / "settings.py").read_text(encoding="utf-8")
    named = {name for name in re.findall(r"(?:AGENDAVOLGER|DATABASE)_[A-Z0-9_]+", MANUAL) if not name.endswith("_")}
    # Of `make drills` only.
    named.remove("AGENDAVOLGER_DRILLS_SEED")
    assert {name for name in named if f'"{name}"' not in settings_file} == set()


def settings_to_copy() -> list[str]:
    return [
        line
        for block in BLOCKS
        for line in block.splitlines()
        if re.match(r"(AGENDAVOLGER_|DATABASE_URL|TZ)\w*=", line)
    ]


def test_settings_are_written_so_that_systemd_and_the_shell_read_the_same():
    assert len(settings_to_copy()) > 10
    assert [line for line in settings_to_copy() if not re.fullmatch(r"[A-Z_]+='[^'\\]*'", line)] == []


def test_settings_of_the_first_start_are_all_that_the_service_has(tmp_path):
    file = tmp_path / "agendavolger.env"
    file.write_text(ENVIRONMENT, encoding="utf-8")
    ask = f"set -a; . {shlex.quote(str(file))}; env -0"
    read = subprocess.run(["sh", "-c", ask], env={"PATH": "/usr/bin:/bin"}, capture_output=True, check=True).stdout
    names = {entry.partition("=")[0] for entry in read.decode().split("\0")}
    assert {"AGENDAVOLGER_SECRET_KEY", "AGENDAVOLGER_ALLOWED_HOSTS", "AGENDAVOLGER_DATA_DIR"} <= names
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(the_block_with("[Service]"))
    service = unit["Service"]
    assert (service["EnvironmentFile"], service["User"]) == ("/etc/agendavolger.env", "agendavolger")
    assert "Environment" not in service
    assert f"AGENDAVOLGER_DATA_DIR='/var/lib/{service['StateDirectory']}'" in ENVIRONMENT
    assert f"cd {service['WorkingDirectory']}\n" in SCRIPT
    assert f". {service['EnvironmentFile']}\n" in SCRIPT


def test_snippets_for_the_shell_can_be_read_by_it():
    scripts = [
        SCRIPT,
        *(block for block in BLOCKS if re.search(r"^ *(umask|cd|agendavolger|systemctl|runuser) ", block, re.M)),
    ]
    assert len(scripts) > 6
    for script in scripts:
        subprocess.run(["sh", "-n"], input=script, text=True, check=True)


def test_commands_of_the_manual_exist():
    lines = [line.strip() for block in BLOCKS for line in block.splitlines()]
    inline = re.findall(r"`agendavolger\s([^`]+)`", MANUAL)
    named = {line.split()[1] for line in lines if line.startswith("agendavolger ")} | {
        line.split()[0] for line in inline
    }
    assert {"migrate", "import_letters", "send_alerts", "backup", "restore"} <= named
    assert named - set(get_commands()) == set()


def test_nothing_is_run_in_another_way():
    ways = [line.strip() for line in MANUAL.splitlines() if "python manage.py" in line]
    collect = "(set -a; . /etc/agendavolger.env; .venv/bin/python manage.py collectstatic --noinput)"
    assert ways == ['exec .venv/bin/python manage.py "$@"', collect, collect]


def test_cron_runs_commands_as_the_user_of_the_service():
    first, *jobs = CRON.splitlines()
    assert first == "MAILTO=root"
    for job in jobs:
        moment, user, program, command = re.fullmatch(
            r"((?:[\d*/]+ ){5}) (\w+)  (\S+) (\w+)(?: [/\w>-]+)*", job
        ).groups()
        assert (user, program, command in get_commands()) == ("agendavolger", "/usr/local/bin/agendavolger", True), (
            moment
        )


def test_every_server_of_the_proxy_tells_little():
    servers = NGINX.split("\nserver {")[1:]
    assert [re.findall(r"(access_log|error_log) \S+ (\w+);", server) for server in servers] == [
        [("access_log", "short"), ("error_log", "alert")]
    ] * 2
    log = re.search(r"log_format short '(.+)';", NGINX)[1]
    assert set(re.findall(r"\$(\w+)", log)).isdisjoint({"request", "request_uri", "uri", "args", "http_referer"})


@pytest.mark.parametrize("name", ["follow-stop", "follow-manage", "follow-confirm"])
def test_log_of_the_proxy_has_no_keys(name):
    [(pattern, shown)] = re.findall(r'"~(\S+)" +"(\S+)";', NGINX)
    address = reverse(name, args=["sleutel"])
    cut = re.match(pattern.replace("(?<", "(?P<"), address)
    assert shown == "${before}-"
    assert cut["before"] == address.removesuffix("sleutel/")


def test_all_that_is_written_has_its_place_in_the_table():
    table = MANUAL.partition("## What is stored where")[2].partition("\n\n## ")[0]
    folders = {settings.DUMP_DIR, settings.BASE_DIR / "var" / "mail", settings.STATIC_ROOT}
    for name in {f"{folder.name}/" for folder in folders} | {
        "uploads/originals/",
        "official/",
        "-migrating",
        ".lock",
        "limits-by-hour",
    }:
        assert name in table, name
