"""The pages of log-in and second factors in a real browser: with an app, with a passkey, accessible, within the CSP."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from playwright.sync_api import expect

from tests.admin.app_codes import code_for
from tests.admin.test_signing_in import PASSWORD, clerk
from tests.looking import faults, in_turn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["clerk"]


@pytest.fixture
def counts():
    """The table of counts is no model, so that it is not emptied between tests; old counts would close the door."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def page(browser_context, counts):
    """A page whose console is watched: a script or style that the CSP stops, speaks up there."""
    page = browser_context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    assert [text for text in page.complaints if "Failed to load resource" not in text] == []


def log_in(page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Gebruikersnaam").fill("griffie")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def give(page, code: str, button: str) -> None:
    page.get_by_label("code").fill(code)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def passkey_machine(page, page_context):
    """A virtual authenticator that knows its owner and says yes."""
    machine = page_context.new_cdp_session(page)
    machine.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    told = machine.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    return machine, told["authenticatorId"]


def test_clerk_enrols_an_app_and_comes_where_he_was_going(live_server, page, clerk, settings):
    settings.MFA_REQUIRED = True
    log_in(page, f"{live_server.url}/beheer/agenda_tracker/letter/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede factor")
    page.get_by_role("link", name="App instellen").click()
    assert page.get_by_alt_text("QR-code voor uw app").evaluate("image => image.naturalWidth") > 100
    secret = page.locator(".account-secret").inner_text()
    give(page, code_for(secret, good_for=12), "Instellen")
    codes = page.locator(".account-codes li").all_inner_texts()
    page.get_by_role("link", name="Ik heb ze bewaard: verder").click()
    assert page.url == f"{live_server.url}/beheer/agenda_tracker/letter/"
    page.get_by_role("button", name=re.compile("Afmelden|Uitloggen|Log uit", re.IGNORECASE)).click()
    log_in(page, f"{live_server.url}/beheer/")
    give(page, codes[0], "Aanmelden")
    expect(page.get_by_role("link", name="Brief inlezen")).to_be_visible()


def test_clerk_adds_a_passkey_and_logs_in_with_it(live_server, page, browser_context, clerk, settings):
    settings.MFA_REQUIRED = True
    passkey_machine(page, browser_context)
    log_in(page, f"{live_server.url}/beheer/")
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_label("Naam, om hem later te herkennen").fill("Laptop")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("link", name="Ik heb ze bewaard: verder").click()
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Laptop"
    # As second factor, after the password.
    browser_context.clear_cookies()
    log_in(page, f"{live_server.url}/beheer/")
    page.get_by_role("button", name="Gebruik een passkey").click()
    expect(page.get_by_role("link", name="Brief inlezen")).to_be_visible()
    # Instead of the password, and where one was going.
    browser_context.clear_cookies()
    page.goto(f"{live_server.url}/beheer/agenda_tracker/topic/")
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.wait_for_url(f"{live_server.url}/beheer/agenda_tracker/topic/")
    assert [one["expires"] for one in browser_context.cookies() if one["name"] == "sessionid"] == [-1]


def test_passkey_of_a_closed_account_and_refused_passkey_are_told(live_server, page, browser_context, clerk):
    machine, machine_id = passkey_machine(page, browser_context)
    log_in(page, f"{live_server.url}/beheer/tweede-factor/webauthn/add/")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    clerk.is_active = False
    clerk.save()
    browser_context.clear_cookies()
    page.goto(f"{live_server.url}/beheer/login/")
    page.get_by_role("button", name="Gebruik een passkey").click()
    expect(page.get_by_text("Dit account is gedeactiveerd.")).to_be_visible()
    machine.send("WebAuthn.setUserVerified", {"authenticatorId": machine_id, "isUserVerified": False})
    page.get_by_role("button", name="Gebruik een passkey").click()
    expect(page.get_by_text("Dat lukte niet: de passkey is niet gegeven of niet herkend.")).to_be_visible()


def test_log_in_with_an_app_works_without_javascript(live_server, clerk, chromium, counts):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(clerk, secret)
    context = chromium.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    log_in(page, f"{live_server.url}/beheer/")
    expect(page.get_by_text("Een passkey vraagt JavaScript.")).to_be_visible()
    expect(page.get_by_role("button", name="Gebruik een passkey")).to_have_count(0)
    give(page, code_for(secret, good_for=12), "Aanmelden")
    expect(page.get_by_role("link", name="Brief inlezen")).to_be_visible()
    context.close()


STRANGERS_PAGES = {
    "login": "/beheer/login/?next=/beheer/",
    "forgotten": "/beheer/wachtwoord-vergeten/",
    "mailed": "/beheer/wachtwoord-vergeten/verzonden/",
    "bad link": "/beheer/wachtwoord/x/y/",
    "chosen": "/beheer/wachtwoord/klaar/",
}
BARE_PAGES = {
    "no factor": "/beheer/tweede-factor/",
    "app": "/beheer/tweede-factor/totp/activate/",
    "passkey": "/beheer/tweede-factor/webauthn/add/",
    "no passkeys": "/beheer/tweede-factor/webauthn/",
}
CLERKS_PAGES = {
    "factors": "/beheer/tweede-factor/",
    "app off": "/beheer/tweede-factor/totp/deactivate/",
    "passkeys": "/beheer/tweede-factor/webauthn/",
    "rename": "/beheer/tweede-factor/webauthn/keys/{key}/edit/",
    "remove": "/beheer/tweede-factor/webauthn/keys/{key}/remove/",
    "codes": "/beheer/tweede-factor/recovery-codes/",
    "new codes": "/beheer/tweede-factor/recovery-codes/generate/",
    "again": "/beheer/wie-bent-u/",
    "again by code": "/beheer/tweede-factor/reauthenticate/",
    "again by passkey": "/beheer/tweede-factor/webauthn/reauthenticate/",
    "log out": "/beheer/logout/",
    "password": "/beheer/password_change/",
    "password done": "/beheer/password_change/done/",
}


def problems(page, address: str, number: int) -> list[str]:
    """In every look in the drills, otherwise in one, in turn."""
    page.goto(address)
    return faults(page, in_turn(number))


def test_account_pages_have_no_violations(live_server, page, browser_context, clerk):
    at, found = live_server.url, {}
    token = default_token_generator.make_token(clerk)
    good_link = f"/beheer/wachtwoord/{urlsafe_base64_encode(force_bytes(clerk.pk))}/{token}/"
    for name, path in {**STRANGERS_PAGES, "good link": good_link}.items():
        found[name] = problems(page, at + path, len(found))
    page.goto(f"{at}/beheer/login/")
    page.get_by_label("Gebruikersnaam").fill("griffie")
    page.get_by_label("Wachtwoord").fill("mis")
    page.get_by_label("Wachtwoord").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    found["login refused"] = faults(page)
    log_in(page, f"{at}/beheer/tweede-factor/")
    for name, path in BARE_PAGES.items():
        found[name] = problems(page, at + path, len(found))
    passkey_machine(page, browser_context)
    page.goto(f"{at}/beheer/tweede-factor/webauthn/add/")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    totp.TOTP.activate(clerk, totp.generate_totp_secret())
    key = Authenticator.objects.get(type="webauthn").pk
    for name, path in CLERKS_PAGES.items():
        found[name] = problems(page, at + path.format(key=key), len(found))
    browser_context.clear_cookies()
    log_in(page, f"{at}/beheer/")
    found["second factor"] = faults(page)
    give(page, "000000", "Aanmelden")
    expect(page.get_by_text("Deze code klopt niet")).to_be_visible()
    found["second factor refused"] = faults(page)
    assert {name: told for name, told in found.items() if told} == {}
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).did_view
