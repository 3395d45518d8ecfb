"""Production refuses to start without what it needs, and says what to set."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[1]


def start(tmp_path: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("AGENDAVOLGER_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "manage.py", *(command or ("check",))],
        cwd=ROOT,
        env={**clean, "AGENDAVOLGER_DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "zet de omgevingsvariabele AGENDAVOLGER_SECRET_KEY"),
        ({"AGENDAVOLGER_SECRET_KEY": "x" * 60}, "zet de omgevingsvariabele AGENDAVOLGER_ALLOWED_HOSTS"),
        ({"AGENDAVOLGER_MODE": "test"}, "AGENDAVOLGER_MODE moet production of local zijn"),
        (
            {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_LETTER_MAX_MB": "veel"},
            "AGENDAVOLGER_LETTER_MAX_MB moet een geheel getal van 1 of meer zijn",
        ),
        (
            {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_SECURITY_CONTACT": "veilig@example.nl"},
            "zet AGENDAVOLGER_SECURITY_EXPIRES",
        ),
        (
            {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_CONTACT": "bel ons"},
            "AGENDAVOLGER_CONTACT moet een e-mailadres zijn of met https:, mailto: of tel: beginnen",
        ),
        (
            {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_OFFICIAL_SRU_URL": "https://bron.example/sru"},
            "zet AGENDAVOLGER_OFFICIAL_CONTACT",
        ),
        (
            {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_TK_ODATA_URL": "ftp://bron.example/"},
            "AGENDAVOLGER_TK_ODATA_URL moet een adres zijn",
        ),
        (
            {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_A11Y_DATE": "31-5-2027"},
            "AGENDAVOLGER_A11Y_DATE moet een datum zijn",
        ),
        ({"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_A11Y_STATUS": "goed"}, "moet A, B, C, D of E zijn"),
        (
            {"AGENDAVOLGER_SECRET_KEY": "x" * 60, "AGENDAVOLGER_ALLOWED_HOSTS": "x", "AGENDAVOLGER_SMTP_TLS": "ja"},
            "moet 0 (uit) of 1 (aan) zijn",
        ),
    ],
)
def test_start_is_refused_with_a_sentence_that_says_what_to_set(tmp_path, environment, named):
    refused = start(tmp_path, **environment)
    assert refused.returncode != 0
    assert named in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"AGENDAVOLGER_MODE": "local"},
        {"AGENDAVOLGER_SECRET_KEY": "x" * 60, "AGENDAVOLGER_ALLOWED_HOSTS": "agenda.example.nl"},
    ],
)
def test_start_succeeds_with_what_is_needed(tmp_path, environment):
    started = start(tmp_path, **environment)
    assert (started.returncode, started.stderr) == (0, "")


@pytest.mark.parametrize(
    ("environment", "printed"),
    [
        ({"AGENDAVOLGER_MODE": "local"}, "False 3600"),
        ({"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_MFA_REQUIRED": "1"}, "True 3600"),
        ({"AGENDAVOLGER_SECRET_KEY": "x" * 60, "AGENDAVOLGER_ALLOWED_HOSTS": "x"}, "True 3600"),
        ({"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_IDLE_MINUTES": "5"}, "False 300"),
    ],
)
def test_second_factor_is_required_in_production_and_sessions_end(tmp_path, environment, printed):
    ask = "from django.conf import settings as s; print(s.MFA_REQUIRED, s.SESSION_COOKIE_AGE)"
    assert start(tmp_path, "shell", "--no-imports", "-c", ask, **environment).stdout == printed + "\n"


POSTGRES = {"AGENDAVOLGER_MODE": "local", "DATABASE_URL": "postgres://u:p@db:5432/agenda?sslmode=require"}


def settings_of(monkeypatch, environment: dict[str, str]) -> dict[str, Any]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "agenda_tracker" / "settings.py"))


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, (8, "-c jit=off")),
        ({"AGENDAVOLGER_SERVING": "1"}, (8, "-c jit=off -c statement_timeout=30s")),
        ({"AGENDAVOLGER_SERVING": "1", "AGENDAVOLGER_STATEMENT_SECONDS": "0"}, (8, "-c jit=off")),
        ({"AGENDAVOLGER_THREADS": "16"}, (18, "-c jit=off")),
        ({"AGENDAVOLGER_THREADS": "16", "AGENDAVOLGER_DB_POOL": "4"}, (4, "-c jit=off")),
    ],
)
def test_postgresql_is_reached_as_its_address_says_and_works_for_visitors_within_a_limit(
    monkeypatch, environment, expected
):
    options = settings_of(monkeypatch, POSTGRES | environment)["DATABASES"]["default"]["OPTIONS"]
    assert (options["pool"]["max_size"], options.get("options")) == expected
    assert options["sslmode"] == "require"


@pytest.mark.parametrize(("asked", "expected"), [({}, 5), ({"AGENDAVOLGER_DB_PREPARE": "0"}, None)])
def test_postgresql_keeps_plans_unless_told_not_to(monkeypatch, asked, expected):
    options = settings_of(monkeypatch, POSTGRES | asked)["DATABASES"]["default"]["OPTIONS"]
    assert options["prepare_threshold"] == expected


@pytest.mark.parametrize(
    ("serving", "expected"),
    [
        ("1", "-c jit=off -c statement_timeout=30s -c search_path=public"),
        ("0", "-c jit=off -c search_path=public"),
    ],
)
def test_options_in_the_address_come_beside_the_limit(monkeypatch, serving, expected):
    url = {"DATABASE_URL": "postgres://u:p@db:5432/agenda?options=-c%20search_path%3Dpublic"}
    found = settings_of(monkeypatch, POSTGRES | url | {"AGENDAVOLGER_SERVING": serving})
    assert found["DATABASES"]["default"]["OPTIONS"]["options"] == expected


def test_storage_and_replica_come_from_the_environment(monkeypatch):
    environment = {
        "AGENDAVOLGER_REPLICA_URL": "postgres://u:p@copy:5432/agenda",
        "AGENDAVOLGER_STORAGE": "django.core.files.storage.memory.InMemoryStorage",
        "AGENDAVOLGER_STORAGE_OPTIONS": '{"location": "elders"}',
    }
    found = settings_of(monkeypatch, POSTGRES | environment)
    assert found["STORAGES"]["default"] == {
        "BACKEND": "django.core.files.storage.memory.InMemoryStorage",
        "OPTIONS": {"location": "elders"},
    }
    assert found["DATABASES"]["replica"]["HOST"] == "copy"
    assert found["DATABASE_ROUTERS"] == ["agenda_tracker.models.reading.ReadingRouter"]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"AGENDAVOLGER_REPLICA_URL": "postgres://copy/agenda", "DATABASE_URL": ""}, "zet ook DATABASE_URL"),
        (
            {"AGENDAVOLGER_STORAGE": "nergens.opslag.Opslag"},
            "'nergens.opslag.Opslag', en dat is hier niet geïnstalleerd",
        ),
        ({"AGENDAVOLGER_STORAGE": "Opslag"}, "'Opslag', en dat is hier niet geïnstalleerd"),
        ({"AGENDAVOLGER_STORAGE_OPTIONS": "bucket"}, "AGENDAVOLGER_STORAGE_OPTIONS moet een JSON-object zijn"),
    ],
)
def test_replica_and_storage_that_cannot_be_are_refused(monkeypatch, environment, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        settings_of(monkeypatch, POSTGRES | environment)


@pytest.mark.parametrize(
    "url",
    [
        "postgrs://u:geheim@db/agenda",
        "nonsense",
        "mysql://u:geheim@db/agenda",
        "postgres://u:geheim#1@db/agenda",
        "postgres://u:12#geheim@db/agenda",
        "postgres://u:geheim@db:abc/agenda",
    ],
)
@pytest.mark.parametrize("name", ["DATABASE_URL", "AGENDAVOLGER_REPLICA_URL"])
def test_address_that_is_of_no_database_is_refused_without_its_password(monkeypatch, name, url):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is geen adres van een database") as refused:
        settings_of(monkeypatch, POSTGRES | {name: url})
    assert "geheim" not in str(refused.value)


def test_data_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "bestand").touch()
    refused = start(tmp_path / "bestand" / "map", AGENDAVOLGER_MODE="local")
    assert f"De map {tmp_path}/bestand/map voor de database kan niet worden gemaakt" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("megabytes", ["1", "599"])
def test_worker_that_could_not_begin_is_refused(monkeypatch, megabytes):
    with pytest.raises(ImproperlyConfigured, match=f"moet 600 of meer zijn.+ Nu is het {megabytes}[.]"):
        settings_of(monkeypatch, {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_WORKER_MB": megabytes})


@pytest.mark.parametrize("megabytes", [0, 600])
def test_bound_of_a_worker_is_kept(monkeypatch, megabytes):
    found = settings_of(monkeypatch, {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_WORKER_MB": str(megabytes)})
    assert found["WORKER_MEGABYTES"] == megabytes


PRODUCTION = {
    "AGENDAVOLGER_MODE": "production",
    "AGENDAVOLGER_SECRET_KEY": "x" * 50,
    "AGENDAVOLGER_ALLOWED_HOSTS": "agenda.example.nl",
}


@pytest.mark.parametrize("hosts", [",", "a b", "https://agenda.example.nl", "agenda.example.nl:443", "a.nl, b c"])
def test_hosts_that_cannot_be_are_refused_by_their_own_name(monkeypatch, hosts):
    with pytest.raises(ImproperlyConfigured, match=r"^AGENDAVOLGER_ALLOWED_HOSTS moet uit namen van hosts bestaan"):
        settings_of(monkeypatch, PRODUCTION | {"AGENDAVOLGER_ALLOWED_HOSTS": hosts})


def test_hosts_are_taken_as_they_are_written(monkeypatch):
    hosts = {"AGENDAVOLGER_ALLOWED_HOSTS": "agenda.example.nl, .example.nl,[::1],10.0.0.7,agenda_1,"}
    found = settings_of(monkeypatch, PRODUCTION | hosts)
    assert found["ALLOWED_HOSTS"] == ["agenda.example.nl", ".example.nl", "[::1]", "10.0.0.7", "agenda_1"]


OIDC = {
    "AGENDAVOLGER_MODE": "local",
    "AGENDAVOLGER_OIDC_ISSUER": "https://login.example.nl/realms/griffie",
    "AGENDAVOLGER_OIDC_CLIENT_ID": "agendavolger",
    "AGENDAVOLGER_OIDC_CLIENT_SECRET": "geheim",
    "AGENDAVOLGER_OIDC_GROUPS": "CN=Redactie,OU=Kamer=redacteur; invoer = invoerder;",
}


def test_a_provider_is_there_when_it_is_set(monkeypatch):
    assert settings_of(monkeypatch, {"AGENDAVOLGER_MODE": "local"})["OIDC"] is None
    found = settings_of(monkeypatch, OIDC | {"AGENDAVOLGER_OIDC_SECOND_FACTOR": "amr=mfa; acr=hoog"})["OIDC"]
    assert found.groups == (("CN=Redactie,OU=Kamer", "redacteur"), ("invoer", "invoerder"))
    assert (found.name, found.groups_claim, found.scopes) == (
        "uw werkaccount",
        "groups",
        ("openid", "profile", "email"),
    )
    assert (found.second_factor, found.factor_claims) == ("claims", (("amr", "mfa"), ("acr", "hoog")))
    assert "geheim" not in repr(found)
    scopes = settings_of(monkeypatch, OIDC | {"AGENDAVOLGER_OIDC_SCOPES": "profile groups"})["OIDC"].scopes
    assert scopes == ("openid", "profile", "groups")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {"AGENDAVOLGER_OIDC_CLIENT_SECRET": ""},
            "half ingesteld: zet ook AGENDAVOLGER_OIDC_CLIENT_SECRET, of haal alle",
        ),
        ({"AGENDAVOLGER_OIDC_ISSUER": "http://login.example.nl"}, "AGENDAVOLGER_OIDC_ISSUER moet het adres"),
        ({"AGENDAVOLGER_OIDC_ISSUER": "https://login.example.nl/?a=b"}, "zonder [?] of #"),
        ({"AGENDAVOLGER_OIDC_ISSUER": "login.example.nl"}, "AGENDAVOLGER_OIDC_ISSUER moet het adres"),
        ({"AGENDAVOLGER_OIDC_GROUPS": "redactie=baas"}, "dit klopt niet: redactie=baas"),
        ({"AGENDAVOLGER_OIDC_GROUPS": "redacteur"}, "dit klopt niet: =redacteur"),
        ({"AGENDAVOLGER_OIDC_GROUPS": ";"}, "koppelt waarden van de claim aan groepen"),
        (
            {"AGENDAVOLGER_OIDC_SECOND_FACTOR": "soms"},
            "AGENDAVOLGER_OIDC_SECOND_FACTOR moet provider, local of een claim",
        ),
    ],
)
def test_a_provider_that_is_half_set_is_refused(monkeypatch, environment, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        settings_of(monkeypatch, OIDC | environment)


def test_on_this_machine_a_provider_may_speak_http_in_local_mode_only(monkeypatch):
    here = {"AGENDAVOLGER_OIDC_ISSUER": "http://127.0.0.1:8080/realms/x"}
    assert settings_of(monkeypatch, OIDC | here)["OIDC"].issuer == here["AGENDAVOLGER_OIDC_ISSUER"]
    production = {
        "AGENDAVOLGER_MODE": "production",
        "AGENDAVOLGER_SECRET_KEY": "x" * 60,
        "AGENDAVOLGER_ALLOWED_HOSTS": "x",
    }
    with pytest.raises(ImproperlyConfigured, match="met https:"):
        settings_of(monkeypatch, OIDC | here | production)


def test_the_addresses_of_a_provider_are_there_only_with_one(tmp_path):
    asked = "from django.urls import reverse; print(reverse('account_identity_back'), reverse('account_logout'))"
    found = start(tmp_path, "shell", "--no-imports", "-c", asked, **OIDC)
    assert found.stdout.split() == ["/beheer/aanmelden/terug/", "/beheer/logout/"]
    gone = start(tmp_path, "shell", "--no-imports", "-c", asked, AGENDAVOLGER_MODE="local")
    assert "NoReverseMatch" in gone.stderr


def test_commands_that_only_read_text_need_no_settings(tmp_path):
    answer = start(tmp_path, "kamerstuk", "28 676, nr. 464")
    assert (answer.returncode, answer.stdout) == (0, "28676-464\n")


def test_every_environment_variable_is_in_the_operating_manual():
    settings = (ROOT / "agenda_tracker" / "settings.py").read_text(encoding="utf-8")
    manual = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    names = set(re.findall(r"\"((?:AGENDAVOLGER|DATABASE)_[A-Z_]+)\"", settings))
    assert {name for name in names if f"`{name}`" not in manual} == set()
