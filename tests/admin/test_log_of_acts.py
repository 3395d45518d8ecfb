"""What the log says of logging in and out, of second factors and passwords, and of what was denied."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from agenda_tracker.client_address import client_address
from tests.admin.app_codes import code_for
from tests.admin.test_signing_in import CODE, LOGIN, PASSWORD, clerk, code_of, log_in, with_app

pytestmark = pytest.mark.django_db
__all__ = ["clerk", "with_app"]


def lines(caplog) -> list[tuple[str, ...]]:
    """Action, object, result, actor and origin of every act."""
    logged = [record.getMessage() for record in caplog.records if record.name == "agenda_tracker.audit"]
    return [tuple(re.findall(r'="(.*?)"', line)) for line in logged]


def test_log_in_and_log_out(client, clerk, caplog):
    log_in(client)
    client.post(reverse("account_logout"))
    assert lines(caplog) == [
        ("login", "account griffie", "ok", "griffie", "127.0.0.1"),
        ("logout", "account griffie", "ok", "griffie", "127.0.0.1"),
    ]


def test_failed_log_in_names_an_account_only_when_there_is_one(client, clerk, caplog):
    log_in(client, "mis-wachtwoord")
    log_in(client, "griffie", name="mis-wachtwoord")
    log_in(client, "x", name="\x00")
    assert lines(caplog) == [
        ("login", "account griffie", "failed", "", "127.0.0.1"),
        ("login", "account ?", "failed", "", "127.0.0.1"),
    ]
    assert "mis-wachtwoord" not in caplog.text


def test_refusal_for_too_many_tries(client, clerk, caplog):
    for _try in range(6):
        log_in(client, "mis")
    assert [line[2] for line in lines(caplog)] == ["failed"] * 5 + ["throttled"]


def test_second_factor_used_and_failed(client, with_app, caplog):
    log_in(client)
    for code in ("000000", code_of(with_app)):
        client.post(CODE, {"code": code})
    assert [line[:3] for line in lines(caplog)] == [
        ("second factor used", "account griffie", "failed"),
        ("second factor used", "account griffie", "totp"),
        ("login", "account griffie", "ok"),
    ]


def test_second_factor_added_and_removed(client, clerk, caplog, django_capture_on_commit_callbacks):
    log_in(client)
    caplog.clear()
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    code = code_for(secret)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code})
        client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    assert [line[:3] for line in lines(caplog)] == [
        ("second factor added", "account griffie", "totp"),
        ("second factor added", "account griffie", "recovery_codes"),
        ("second factor renewed", "account griffie", "recovery_codes"),
        ("second factor removed", "account griffie", "totp"),
        ("second factor removed", "account griffie", "recovery_codes"),
    ]
    assert secret not in caplog.text


def test_password_changed(client, clerk, caplog):
    client.force_login(clerk)
    caplog.clear()
    new = "een-heel-ander-wachtwoord"
    for old in ("mis", PASSWORD):
        fields = {"old_password": old, "new_password1": new, "new_password2": new}
        client.post(reverse("admin:password_change"), fields)
    assert lines(caplog) == [("password", "account griffie", "ok", "griffie", "127.0.0.1")]
    assert User.objects.get().check_password(new)
    assert new not in caplog.text


def test_password_chosen_by_mail(client, clerk, caplog, mailoutbox):
    client.post(reverse("admin_password_reset"), {"email": clerk.email})
    link = re.search(r"/beheer/wachtwoord/\S+", mailoutbox[0].body)[0]
    form = client.get(link)["Location"]
    client.post(form, {"new_password1": "een-heel-ander-wachtwoord", "new_password2": "een-heel-ander-wachtwoord"})
    assert lines(caplog) == [("password", "account griffie", "ok", "", "127.0.0.1")]
    assert log_in(client, "een-heel-ander-wachtwoord").status_code == 302


def test_denied_at_the_desk(client, clerk, caplog):
    client.force_login(clerk)
    caplog.clear()
    client.get("/beheer/auth/user/?q=geheim")
    client.handler.enforce_csrf_checks = True
    client.post(LOGIN, {"login": "a", "password": "b"})
    assert lines(caplog) == [
        ("desk", "GET /beheer/auth/user/", "denied", "griffie", "127.0.0.1"),
        ("desk", "POST /beheer/login/", "denied", "griffie", "127.0.0.1"),
    ]


@pytest.mark.parametrize(("proxies", "origin"), [(0, "10.0.0.1"), (1, "192.0.2.7")])
def test_origin_is_what_the_own_proxy_says_and_nobody_else(client, clerk, caplog, settings, proxies, origin):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    log_in(client, REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "203.0.113.5, 192.0.2.7"})
    assert lines(caplog) == [("login", "account griffie", "ok", "griffie", origin)]


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:5678", "192.0.2.7"),
        ("203.0.113.5, 192.0.2.7:99", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("[2001:db8::7]:99", "2001:db8::7"),
        (":99", "10.0.0.1"),
        ("unknown", "unknown"),
    ],
)
def test_a_port_is_no_part_of_where_a_request_came_from(rf, settings, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == address
