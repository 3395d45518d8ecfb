"""Logging in: where it leads, with which second factor, how often one may try, and when a session ends."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from agenda_tracker.admin.groups import ensure_groups
from tests.admin.app_codes import code_for

pytestmark = pytest.mark.django_db

PASSWORD = "een-lang-wachtwoord-voor-de-proef"
LOGIN, INDEX, CODE = "/beheer/login/", "/beheer/", "/beheer/tweede-factor/authenticate/"
LETTERS = "/beheer/agenda_tracker/letter/?status__exact=draft"
ACTIVATE = "/beheer/tweede-factor/totp/activate/"
REFUSED = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."
THROTTLED = "Te veel mislukte pogingen. Probeer het over 10 minuten opnieuw."


@pytest.fixture
def clerk():
    ensure_groups()
    user = User.objects.create_user("griffie", "griffie@example.nl", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="redacteur"))
    return user


@pytest.fixture
def with_app(clerk):
    totp.TOTP.activate(clerk, totp.generate_totp_secret())
    return clerk


def log_in(client, password=PASSWORD, name="griffie", **extra):
    return client.post(LOGIN, {"login": name, "password": password}, **extra)


def code_of(user) -> str:
    return code_for(Authenticator.objects.get(user=user, type="totp").data["secret"])


def errors(page) -> list[str]:
    return [error for found in page.context["form"].errors.values() for error in found]


def later(monkeypatch, minutes: float, since: datetime.datetime | None = None) -> None:
    """Stop the clock at so many minutes after now, or after `since`."""
    moment = (since or datetime.datetime.now(datetime.UTC)) + datetime.timedelta(minutes=minutes)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_log_in_leads_to_the_page_that_was_asked_for(client, clerk):
    asked = client.get(LETTERS)
    page = client.get(asked["Location"])
    assert asked["Location"].split("?")[0] == reverse("admin:login") == reverse("account_login")
    hidden = 'name="next" value="/beheer/agenda_tracker/letter/?status__exact=draft"'
    assert hidden in page.content.decode()
    answer = client.post(LOGIN, {"login": "griffie", "password": PASSWORD, "next": LETTERS})
    assert (answer.status_code, answer["Location"]) == (302, LETTERS)
    assert client.get(LETTERS).status_code == 200


def test_log_in_leads_to_no_other_site(client, clerk):
    answer = client.post(LOGIN, {"login": "griffie", "password": PASSWORD, "next": "https://elders.example.com/"})
    assert answer["Location"] == INDEX


@pytest.mark.parametrize("address", ["/", "/brieven/", LOGIN, "/beheer/wachtwoord-vergeten/"])
def test_visitors_get_no_session(client, address):
    assert "sessionid" not in client.get(address).cookies


def test_nobody_signs_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_logging_out_ends_the_session_and_says_so(client, clerk):
    log_in(client)
    answer = client.post(reverse("admin:logout"), follow=True)
    assert answer.redirect_chain == [(LOGIN, 302)]
    assert "U bent afgemeld." in answer.content.decode()
    assert client.get(INDEX).status_code == 302


def test_who_is_no_clerk_is_refused_without_going_round(client):
    User.objects.create_user("lezer", password=PASSWORD)
    log_in(client, name="lezer")
    assert client.get(INDEX).status_code == 403


# With a second factor


def test_password_alone_does_not_open_the_desk(client, with_app):
    assert log_in(client)["Location"] == CODE
    assert client.get(INDEX).status_code == 302
    assert errors(client.post(CODE, {"code": "000000"})) == [
        "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en typ die."
    ]
    assert client.get(INDEX).status_code == 302
    assert client.post(CODE, {"code": code_of(with_app)})["Location"] == INDEX
    assert client.get(INDEX).status_code == 200


def test_code_works_once(with_app):
    first, second, code = Client(), Client(), code_of(with_app)
    for one in (first, second):
        log_in(one)
        one.post(CODE, {"code": code})
    assert [one.get(INDEX).status_code for one in (first, second)] == [200, 302]


def test_recovery_code_works_once(with_app):
    code = RecoveryCodes.activate(with_app).generate_codes()[3]
    first, second = Client(), Client()
    for one in (first, second):
        log_in(one)
        one.post(CODE, {"code": code})
    assert [one.get(INDEX).status_code for one in (first, second)] == [200, 302]


def test_log_in_can_be_stopped_half_way(client, with_app):
    log_in(client)
    assert client.get(LOGIN)["Location"] == CODE
    client.post(reverse("account_logout"), {"next": LOGIN})
    assert client.get(LOGIN).status_code == 200


def test_clerk_without_second_factor_is_led_to_one_and_then_on(client, clerk, settings):
    settings.MFA_REQUIRED = True
    log_in(client)
    for address in (INDEX, "/voorvertoning/brieven/1/", LETTERS):
        assert client.get(address)["Location"] == reverse("mfa_index")
    assert client.post("/beheer/agenda_tracker/letter/inlezen/")["Location"] == reverse("mfa_index")
    assert "Stel eerst een tweede factor in; daarna gaat u verder." in client.get(reverse("mfa_index")).content.decode()
    secret = client.get(ACTIVATE).context["form"].secret
    code = code_for(secret)
    page = client.post(ACTIVATE, {"code": code}, follow=True)
    assert page.redirect_chain == [(reverse("mfa_view_recovery_codes"), 302)]
    assert len(page.context["unused_codes"]) == 10
    assert f'href="{LETTERS}">Ik heb ze bewaard: verder</a>' in page.content.decode()
    assert client.get(LETTERS).status_code == 200
    assert f'href="{LETTERS}"' not in client.get(reverse("mfa_index")).content.decode()


def test_recovery_codes_alone_are_no_second_factor(client, clerk, settings):
    settings.MFA_REQUIRED = True
    RecoveryCodes.activate(clerk)
    client.force_login(clerk)
    assert client.get(INDEX)["Location"] == reverse("mfa_index")


def test_public_pages_ask_no_second_factor(client, clerk, settings):
    settings.MFA_REQUIRED = True
    client.force_login(clerk)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_changing_a_second_factor_asks_again_who_you_are_when_log_in_is_long_ago(client, clerk, monkeypatch, name):
    log_in(client)
    assert client.get(reverse(name)).status_code == 200
    later(monkeypatch, 11)
    again = client.get(reverse(name))["Location"]
    assert again.split("?")[0] == reverse("account_reauthenticate")
    assert errors(client.post(again, {"password": "mis"})) == ["Dit wachtwoord klopt niet."]
    assert client.post(again, {"password": PASSWORD})["Location"] == reverse(name)
    assert client.get(reverse(name)).status_code == 200


# How often


def test_account_is_closed_after_five_failures_and_says_until_when(client, clerk):
    User.objects.create_user("ander", password=PASSWORD, is_staff=True)
    assert [errors(log_in(client, "mis")) for _try in range(5)] == [[REFUSED]] * 5
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert [errors(log_in(one)) for one in (client, elsewhere)] == [[THROTTLED]] * 2
    assert log_in(client, name="ander").status_code == 302


def test_address_is_closed_after_twenty_failures_on_whatever_accounts(client, clerk):
    for number in range(20):
        assert errors(log_in(client, "mis", name=f"naam{number}")) == [REFUSED]
    assert errors(log_in(client)) == [THROTTLED]
    assert log_in(Client(REMOTE_ADDR="192.0.2.9")).status_code == 302


def test_codes_are_closed_after_five_failures(client, with_app, caplog):
    log_in(client)
    for _try in range(5):
        client.post(CODE, {"code": "000000"})
    assert errors(client.post(CODE, {"code": code_of(with_app)})) == [THROTTLED]
    assert caplog.text.count('action="login" object="account griffie" result="throttled"') == 1


def test_counts_are_kept_where_every_process_sees_them(client, clerk):
    log_in(client, "mis")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM agenda_tracker_cache WHERE cache_key LIKE '%login_failed%'")
        assert len(cursor.fetchall()) == 2


def test_password_mails_are_limited(client, clerk, mailoutbox):
    answers = [client.post(reverse("admin_password_reset"), {"email": clerk.email}) for _time in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert len(mailoutbox) == 5
    assert "Probeer het over 10 minuten opnieuw." in answers[5].content.decode()


# How long


def test_session_ends_an_hour_after_the_last_visit_to_the_desk(client, clerk, monkeypatch):
    log_in(client)
    for minutes, address, status in [
        (50, INDEX, 200),
        (100, LETTERS, 200),
        (150, "/", 200),
        (161, INDEX, 302),
    ]:
        later(monkeypatch, minutes)
        assert (minutes, client.get(address).status_code) == (minutes, status)


def test_session_is_written_once_a_minute_not_at_every_visit(client, clerk, monkeypatch):
    start = timezone.now()
    later(monkeypatch, 0, since=start)
    log_in(client)
    client.get(INDEX)
    written = []
    for seconds in (30, 59, 61, 90):
        later(monkeypatch, seconds / 60, since=start)
        with CaptureQueriesContext(connection) as visit:
            client.get(INDEX)
        written.append(sum('UPDATE "django_session"' in query["sql"] for query in visit.captured_queries))
    assert written == [0, 0, 1, 0]


def test_session_ends_with_the_browser(client, clerk):
    assert log_in(client).cookies["sessionid"]["max-age"] == ""
