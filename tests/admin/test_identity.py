"""Log-in by the organisation's own provider: who gets in, with which groups, and what is never believed."""

import base64
import datetime
import hmac
import json
import logging
import re
import time
from dataclasses import replace
from html import unescape
from urllib.parse import urlsplit

import jwt
import pytest
import requests
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.utils import timezone

from agenda_tracker.admin.groups import PERMISSIONS, ensure_groups
from agenda_tracker.admin.identity import asking
from agenda_tracker.identity_provider import DESK_GROUPS, SUPERUSER, IdentityProvider
from tests.admin import fake_provider
from tests.admin.fake_provider import CLIENT, SECRET, query_of
from tests.looking import faults
from tests.run import some

pytestmark = pytest.mark.django_db

LOGIN, START, BACK, INDEX = "/beheer/login/", "/beheer/aanmelden/", "/beheer/aanmelden/terug/", "/beheer/"
MAPPING = (("redactie", "redacteur"), ("invoer", "invoerder"), ("beheer", "beheerder"), ("chef", SUPERUSER))


@pytest.fixture(scope="module")
def addresses():
    """Those of a site with a provider; once for all tests, because laying them out takes longer than most of these."""
    with override_settings(ROOT_URLCONF="tests.admin.identity_urls"):
        yield


@pytest.fixture
def provider(settings, addresses):
    fake = fake_provider.serve()
    settings.OIDC = IdentityProvider(
        issuer=fake.issuer, client_id=CLIENT, client_secret=SECRET, groups=MAPPING, name="Kamerpas"
    )
    settings.LOCAL = True
    settings.MFA_REQUIRED = True
    yield fake
    fake_provider.stop(fake)


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.INFO, logger="agenda_tracker.audit")

    def lines():
        found = [record.getMessage() for record in caplog.records if record.name == "agenda_tracker.audit"]
        return [tuple(re.findall(r'(?:action|object|result)="([^"]*)"', line)) for line in found]

    return lines


def leave(client, **sent) -> str:
    """The address of the provider to which the page leads."""
    page = client.post(START, sent).content.decode()
    address = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', page)[1]
    assert f'<a href="{address}">Ga verder</a>' in page
    return unescape(address)


def returned(address: str) -> str:
    """What the browser is sent back to, without this site's name."""
    back = urlsplit(requests.get(address, allow_redirects=False, timeout=5).headers["Location"])
    assert back.netloc == "testserver"
    return f"{back.path}?{back.query}"


def sign_in(client, **sent):
    return client.get(returned(leave(client, **sent)))


def heading(answer) -> str:
    return unescape(re.search("<h1>(.*?)</h1>", answer.content.decode())[1])


def groups_of(name="jansen") -> list[str]:
    return sorted(Group.objects.filter(user__username=name).values_list("name", flat=True))


def nobody() -> bool:
    """Neither account nor link was made, and nobody is logged in."""
    sessions = [one.get_decoded() for one in Session.objects.all()]
    return not (
        User.objects.exists() or SocialAccount.objects.exists() or any("_auth_user_id" in one for one in sessions)
    )


def local(name="griffie", **fields):
    ensure_groups()
    return User.objects.create_user(name, f"{name}@example.nl", "een-lang-wachtwoord", is_staff=True, **fields)


def test_the_groups_that_can_be_given_are_those_of_the_desk():
    assert set(DESK_GROUPS) == {*PERMISSIONS, SUPERUSER}


def test_without_a_provider_there_is_no_trace(client, settings):
    settings.ROOT_URLCONF = "agenda_tracker.urls"
    page = client.get(LOGIN).content.decode()
    assert "Aanmelden met" not in page
    assert client.post(START).status_code == client.post("/beheer/bestaat-niet/").status_code == 302
    assert "identity" not in page


def test_who_comes_first_gets_an_account_with_the_mapped_groups(client, provider, log):
    provider.claims |= {
        "groups": ["redactie", "koffie"], "given_name": "Jan", "family_name": "Jansen", "email": "jansen@example.nl",
    }  # fmt: skip
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, INDEX)
    user = User.objects.get()
    assert (user.username, user.get_full_name(), user.email) == ("jansen", "Jan Jansen", "jansen@example.nl")
    assert (user.is_staff, user.is_superuser, user.has_usable_password()) == (True, False, False)
    assert groups_of() == ["redacteur"]
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data, SocialToken.objects.count()) == ("p-1", {}, 0)
    assert client.get(INDEX).status_code == 200
    assert log() == [
        ("account added", "account jansen", "identity"),
        ("identity linked", "account jansen", "ok"),
        ("groups", "account jansen", "redacteur"),
        ("identity", "account jansen", "ok"),
        ("login", "account jansen", "ok"),
    ]


def test_the_request_has_pkce_state_and_nonce_and_each_is_new(client, provider):
    first, second = query_of(leave(client)), query_of(leave(client))
    assert {name: first[name] for name in ("client_id", "response_type", "code_challenge_method", "redirect_uri")} == {
        "client_id": CLIENT,
        "response_type": "code",
        "code_challenge_method": "S256",
        "redirect_uri": f"http://testserver{BACK}",
    }
    assert sorted(first["scope"].split()) == ["email", "openid", "profile"]
    assert all(first[name] != second[name] and len(first[name]) > 30 for name in ("state", "nonce", "code_challenge"))


def test_nothing_of_the_request_reaches_the_provider(client, provider):
    page = client.post(f"{START}?scope=admin&auth_params=prompt%3Dnone&process=connect").content.decode()
    assert "admin" not in query_of(unescape(re.search('url=([^"]+)', page)[1]))["scope"]
    assert "prompt" not in page


def test_starting_needs_a_form(client, provider):
    assert client.get(START).status_code == 405
    assert Client(enforce_csrf_checks=True).post(START).status_code == 403


def test_starting_is_limited_and_a_password_is_not_for_it(client, provider):
    provider.answers["openid-configuration"] = BROKEN["error"]
    assert [client.post(START).status_code for _time in range(31)] == [502] * 30 + [429]
    assert client.post(LOGIN, {"login": "x", "password": "y"}).status_code == 200


def test_it_leads_on_to_what_was_asked_for_and_to_no_other_site(client, provider):
    wanted = "/beheer/agenda_tracker/letter/?status__exact=draft"
    assert sign_in(client, next=wanted)["Location"] == wanted
    assert sign_in(Client(), next="https://elders.example.com/")["Location"] == INDEX


def test_groups_are_given_and_taken_at_every_log_in(client, provider, log):
    sign_in(client)
    Group.objects.create(name="lezers").user_set.add(User.objects.get())
    provider.claims["groups"] = ["invoer", "beheer"]
    sign_in(Client())
    assert groups_of() == ["beheerder", "invoerder", "lezers"]
    assert ("groups", "account jansen", "beheerder, invoerder") in log()
    provider.claims["groups"] = "invoer"
    sign_in(Client())
    assert groups_of() == ["invoerder", "lezers"]


def test_who_has_no_mapped_group_any_more_loses_them_and_stays_out(client, provider, log):
    sign_in(client)
    provider.claims["groups"] = ["koffie"]
    answer = sign_in(other := Client())
    assert (answer.status_code, heading(answer)) == (403, "U hebt hier geen toegang")
    assert groups_of() == []
    assert other.get(INDEX).status_code == 302
    assert client.get("/beheer/agenda_tracker/letter/").status_code == 403
    assert ("identity", "account jansen", "refused: groups") in log()


@pytest.mark.parametrize("groups", [[], None, "", ["REDACTIE"], [["redactie"]], {"redactie": 1}, 5, True])
def test_without_a_mapped_group_nothing_is_made(client, provider, groups):
    provider.claims["groups"] = groups
    answer = sign_in(client)
    assert (answer.status_code, heading(answer), nobody()) == (403, "U hebt hier geen toegang", True)
    assert "Aanmelden met Kamerpas is gelukt, maar u zit in geen van de groepen" in answer.content.decode()
    assert "Er is hier niets aangemaakt, en u bent niet aangemeld." in answer.content.decode()


def test_who_is_refused_can_be_somebody_else_at_the_provider(client, provider):
    provider.claims["groups"] = []
    page = sign_in(client).content.decode()
    assert "Een ander account bij Kamerpas" in page
    assert '<input type="hidden" name="anew" value="1">' in page
    assert query_of(leave(client, anew="1"))["prompt"] == "login"
    assert "prompt" not in query_of(leave(client))
    assert "Een ander account" not in client.get(BACK).content.decode()


@pytest.mark.parametrize(
    ("name", "claims"),
    [
        ("realm_access.roles", {"realm_access": {"roles": ["redactie"]}}),
        ("https://example.nl/rollen", {"https://example.nl/rollen": ["redactie"]}),
        ("roles", {"roles": "redactie"}),
    ],
)
def test_the_claim_of_groups_may_lie_elsewhere(client, provider, settings, name, claims):
    settings.OIDC = replace(settings.OIDC, groups_claim=name)
    del provider.claims["groups"]
    provider.claims |= claims
    sign_in(client)
    assert groups_of() == ["redacteur"]


def test_groups_that_only_userinfo_tells_count_when_it_is_about_the_same_person(client, provider):
    del provider.claims["groups"]
    provider.userinfo = {"sub": "p-1", "groups": ["redactie"]}
    sign_in(client)
    assert groups_of() == ["redacteur"]
    provider.userinfo = {"sub": "p-2", "groups": ["chef"]}
    answer = sign_in(Client())
    assert heading(answer) == "Het antwoord van Kamerpas klopt niet"
    assert groups_of() == ["redacteur"]


def test_superuser_only_by_the_mapping_and_only_as_long(client, provider):
    provider.claims |= {"groups": ["superuser", "redactie"], "is_superuser": True}
    sign_in(client)
    assert not User.objects.get().is_superuser
    provider.claims["groups"] = ["chef"]
    sign_in(Client())
    assert (User.objects.get().is_superuser, groups_of()) == (True, [])
    provider.claims["groups"] = ["redactie"]
    sign_in(Client())
    assert (User.objects.get().is_superuser, groups_of()) == (False, ["redacteur"])


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "griffie"},
        {"preferred_username": "GRIFFIE"},
        {"preferred_username": "ander", "email": "Griffie@example.nl", "email_verified": True},
    ],
)
def test_an_account_of_the_same_name_or_address_is_never_taken_over(client, provider, log, claims):
    user = local()
    provider.claims |= {"groups": ["chef"], **claims}
    answer = sign_in(client)
    assert (answer.status_code, heading(answer)) == (403, "Er is al een account met uw naam")
    assert "Uw kenmerk: <code>p-1</code>" in answer.content.decode()
    user.refresh_from_db()
    assert (user.is_superuser, SocialAccount.objects.count(), User.objects.count()) == (False, 0, 1)
    assert client.get(INDEX).status_code == 302
    assert ("identity", "account ?", "refused: taken") in log()


def test_a_claim_links_when_the_operator_says_so(client, provider, settings, log):
    user = local()
    settings.OIDC = replace(settings.OIDC, link_claim="preferred_username")
    provider.claims["preferred_username"] = "griffie"
    assert sign_in(client)["Location"] == INDEX
    assert (SocialAccount.objects.get().user, groups_of("griffie")) == (user, ["redacteur"])
    assert ("identity linked", "account griffie", "ok") in log()
    provider.claims["sub"] = "p-2"
    assert heading(sign_in(Client())) == "Er is al een account met uw naam"


@pytest.mark.parametrize(("verified", "linked"), [(True, True), (False, False), ("true", False), (None, False)])
def test_an_address_links_only_when_it_is_verified(client, provider, settings, verified, linked):
    local()
    settings.OIDC = replace(settings.OIDC, link_claim="email")
    provider.claims |= {"email": "griffie@example.nl", "email_verified": verified}
    sign_in(client)
    assert SocialAccount.objects.exists() == linked


def test_a_claim_never_links_to_a_superuser_or_to_who_is_deactivated(client, provider, settings):
    local("chef", is_superuser=True)
    local("weg", is_active=False)
    settings.OIDC = replace(settings.OIDC, link_claim="preferred_username")
    provider.claims |= {"preferred_username": "chef"}
    assert heading(sign_in(client)) == "Er is al een account met uw naam"
    provider.claims |= {"preferred_username": "weg"}
    assert heading(sign_in(client)) == "Dit account is gedeactiveerd"
    assert not SocialAccount.objects.exists()


def test_who_is_deactivated_stays_out_and_nothing_changes(client, provider, log):
    sign_in(client)
    User.objects.update(is_active=False)
    provider.claims["groups"] = ["chef"]
    answer = sign_in(Client())
    assert (answer.status_code, heading(answer)) == (403, "Dit account is gedeactiveerd")
    assert (User.objects.get().is_superuser, groups_of()) == (False, ["redacteur"])
    assert ("identity", "account jansen", "refused: inactive") in log()


@pytest.mark.parametrize("name", ["", "a b", "x" * 151, "<script>", 5, None, "jan\u0000sen"])
def test_a_name_that_cannot_be_one_becomes_a_number(client, provider, name):
    provider.claims |= {"preferred_username": name, "email": "geen adres", "name": "Jan van den Berg"}
    sign_in(client)
    user = User.objects.get()
    assert re.fullmatch("oidc-[0-9a-f]{12}|jansen", user.username)
    assert (user.first_name, user.last_name, user.email) == ("Jan", "van den Berg", "")


def test_the_number_of_a_person_belongs_to_the_issuer(client, provider, settings):
    """Another provider that gives the same number does not get the account."""
    sign_in(client)
    SocialAccount.objects.update(provider="oidc-van-een-ander")
    assert heading(sign_in(Client())) == "Er is al een account met uw naam"


# What the provider must prove


def coded(part) -> str:
    return (
        base64.urlsafe_b64encode(part if isinstance(part, bytes) else json.dumps(part).encode()).rstrip(b"=").decode()
    )


def unsigned(fake, claims):
    return f"{coded({'alg': 'none', 'kid': 'k1'})}.{coded(claims)}."


def with_hmac(claims, secret: bytes) -> str:
    """Made by hand, because the library refuses to sign with such keys."""
    signed = f"{coded({'alg': 'HS256', 'kid': 'k1'})}.{coded(claims)}"
    return f"{signed}.{coded(hmac.new(secret, signed.encode(), 'sha256').digest())}"


def with_public_key_as_secret(fake, claims):
    """What everybody can read."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return with_hmac(claims, fake.key.public_key().public_bytes(serialization.Encoding.PEM, form))


def with_a_key_of_its_own(fake, claims):
    """A key that the token itself brings along."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key()))
    return fake.signed(claims, key, jwk=own, jku=f"{fake.root}/evil")


def changed(**other):
    return lambda fake, claims: fake.signed({**claims, **other})


def without(name):
    return lambda fake, claims: fake.signed({key: value for key, value in claims.items() if key != name})


def tampered(fake, claims):
    head, _body, tail = fake.signed(claims).split(".")
    return f"{head}.{coded({**claims, 'groups': ['chef']})}.{tail}"


HOSTILE = {
    "alg none": unsigned,
    "HMAC with the public key": with_public_key_as_secret,
    "HMAC with the client secret": lambda fake, claims: with_hmac(claims, SECRET.encode()),
    "another key": lambda fake, claims: fake.signed(claims, ec.generate_private_key(ec.SECP256R1())),
    "a key of its own": with_a_key_of_its_own,
    "an unknown key": lambda fake, claims: fake.signed(claims, kid="k2"),
    "a key of another kind": lambda fake, claims: fake.signed(
        claims, rsa.generate_private_key(public_exponent=65537, key_size=2048), "RS256"
    ),
    "changed after signing": tampered,
    "another issuer": changed(iss="https://elders.example.com"),
    "another audience": changed(aud="een-ander"),
    "several audiences without party": changed(aud=[CLIENT, "een-ander"]),
    "another party": changed(azp="een-ander"),
    "another nonce": changed(nonce="x"),
    "a nonce that is no text": changed(nonce=["x"]),
    "no nonce": without("nonce"),
    "no issuer": without("iss"),
    "no audience": without("aud"),
    "no expiry": without("exp"),
    "no moment": without("iat"),
    "no sub": without("sub"),
    "an empty sub": changed(sub=""),
    "a sub that is no text": changed(sub=["p-1"]),
    "a sub with a zero byte": changed(sub="p\0001"),
    "a long sub": changed(sub="x" * 300),
    "no token": lambda fake, claims: None,
    "no text": lambda fake, claims: {"sub": "p-1"},
    "rubbish": lambda fake, claims: "a.b.c",
    "empty": lambda fake, claims: "",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_token_that_proves_nothing_lets_nobody_in(client, provider, kind, log):
    provider.token = lambda claims: HOSTILE[kind](provider, claims)
    answer = sign_in(client)
    assert (answer.status_code, heading(answer)) == (502, "Het antwoord van Kamerpas klopt niet")
    assert "Hebt u ook een wachtwoord voor dit beheer" in answer.content.decode()
    assert nobody()
    assert ("identity", "account ?", "refused: token") in log()


@pytest.mark.parametrize(
    "times",
    [
        {"exp": -600, "iat": -900},
        {"exp": -61, "iat": -300},
        {"exp": 900, "iat": 600},
        {"exp": 900, "iat": 0, "nbf": 600},
    ],
)
def test_a_clock_that_is_wrong_is_told(client, provider, times):
    now = int(time.time())
    provider.token = lambda claims: provider.signed({**claims, **{name: now + by for name, by in times.items()}})
    answer = sign_in(client)
    assert heading(answer) == "Het antwoord van Kamerpas is niet meer of nog niet geldig"
    assert "De klok van deze site en die van Kamerpas lopen waarschijnlijk uiteen." in answer.content.decode()
    assert nobody()


def test_clocks_may_differ_by_half_a_minute(client, provider):
    now = int(time.time())
    provider.token = lambda claims: provider.signed({**claims, "exp": now - 30, "iat": now + 30})
    assert sign_in(client)["Location"] == INDEX


@pytest.mark.parametrize("algorithm", ["RS256", "PS256"])
def test_an_rsa_key_does_as_well_and_so_does_a_single_key_without_a_name(client, provider, algorithm, monkeypatch):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    monkeypatch.setattr(provider, "keys", lambda: {"keys": [{**public, "use": "enc"}, public, "rubbish"]})
    provider.token = lambda claims: jwt.encode(claims, key, algorithm=algorithm)
    assert sign_in(client)["Location"] == INDEX


def test_an_audience_of_several_with_this_site_as_party(client, provider):
    provider.token = lambda claims: provider.signed({**claims, "aud": [CLIENT, "api"], "azp": CLIENT})
    assert sign_in(client)["Location"] == INDEX


# The way back


def test_an_answer_counts_once(client, provider):
    back = returned(leave(client))
    assert client.get(back).status_code == 302
    again = client.get(back)
    assert (again.status_code, heading(again)) == (400, "Dit aanmelden is verlopen")


def test_an_answer_counts_only_where_it_was_begun(client, provider):
    back = returned(leave(client))
    answer = Client().get(back)
    assert (answer.status_code, heading(answer), nobody()) == (400, "Dit aanmelden is verlopen", True)
    assert provider.asked.count("token") == 0


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x&code=y", "?state=&error=access_denied", "?state=%00&code=%00"]
)
def test_an_answer_to_nothing(client, provider, query):
    answer = client.get(BACK + query)
    assert (answer.status_code, heading(answer), nobody()) == (400, "Dit aanmelden is verlopen", True)


def test_an_answer_after_ten_minutes_is_too_late(client, provider, monkeypatch):
    back = returned(leave(client))
    now = time.time()
    monkeypatch.setattr("allauth.socialaccount.internal.statekit.time.time", lambda: now + 601)
    assert heading(client.get(back)) == "Dit aanmelden is verlopen"


def test_an_answer_that_names_another_issuer_goes_nowhere(client, provider):
    back = returned(leave(client))
    answer = client.get(f"{back}&iss=https%3A%2F%2Felders.example.com")
    assert (heading(answer), provider.asked.count("token")) == ("Het antwoord van Kamerpas klopt niet", 0)


@pytest.mark.parametrize(
    ("refusal", "status", "said"),
    [
        ("access_denied", 403, "U bent niet aangemeld"),
        ("server_error", 502, "Aanmelden met Kamerpas lukt nu niet"),
        ("temporarily_unavailable", 502, "Aanmelden met Kamerpas lukt nu niet"),
    ],
)
def test_a_refusal_of_the_provider_is_told(client, provider, refusal, status, said):
    provider.refusal = refusal
    answer = sign_in(client)
    assert (answer.status_code, heading(answer), nobody()) == (status, said, True)


def test_the_log_tells_the_operator_why_without_tokens_and_on_one_line(client, provider, caplog):
    def told():
        return [record.getMessage() for record in caplog.records if record.name.endswith("identity.trouble")][-1]

    provider.refusal = "x\ntime=2030 action=login"
    sign_in(client)
    assert told() == "identity: away: x?time=2030 action=login"
    provider.refusal = ""
    provider.answers["token"] = lambda handler: handler.tell({"error": "invalid_client", "id_token": "geheim"}, 401)
    sign_in(client)
    assert told() == "identity: away: no token: invalid_client"
    provider.answers["token"] = lambda handler: handler.tell({"id_token": "geheim"})
    sign_in(client)
    assert told() == "identity: away: OAuth2Error"


def silent(handler):
    time.sleep(0.6)


def endless(handler):
    handler.send(b"[" * (asking.LARGEST + 10), kind="application/json")


def dripping(handler):
    handler.send_response(200)
    handler.end_headers()
    for _time in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)


BROKEN = {
    "error": lambda handler: handler.send(b"stuk", 500),
    "a page": lambda handler: handler.send(b"<h1>Onderhoud</h1>"),
    "a list": lambda handler: handler.tell([1, 2]),
    "cut off": lambda handler: handler.send(b'{"issuer": "htt', kind="application/json"),
    "nothing": lambda handler: handler.send(b""),
    "elsewhere": lambda handler: handler.redirect(f"{handler.provider.root}/elders"),
    "silence": silent,
    "too much": endless,
    "drop by drop": dripping,
}


@pytest.mark.parametrize(
    ("where", "kind"),
    some([(where, kind) for where in ("openid-configuration", "token", "keys") for kind in BROKEN], 4),
)
def test_a_provider_that_fails_is_told_and_nothing_is_made(client, provider, where, kind, monkeypatch):
    back = "" if where == "openid-configuration" else returned(leave(client))
    provider.answers[where] = BROKEN[kind]
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    monkeypatch.setattr(asking, "LONGEST", 0.4)
    answer = client.get(back) if back else client.post(START)
    assert (answer.status_code, heading(answer), nobody()) == (502, "Aanmelden met Kamerpas lukt nu niet", True)
    assert "Probeer het over een paar minuten opnieuw." in answer.content.decode()
    assert "elders" not in provider.asked


def test_a_provider_that_goes_away_while_one_is_there(client, provider):
    back = returned(leave(client))
    provider.answers["openid-configuration"] = BROKEN["error"]
    answer = client.get(back)
    assert (answer.status_code, heading(answer), nobody()) == (502, "Aanmelden met Kamerpas lukt nu niet", True)


def test_a_provider_that_is_not_there(client, provider, settings):
    settings.OIDC = replace(settings.OIDC, issuer="http://127.0.0.1:9/op")
    assert heading(client.post(START)) == "Aanmelden met Kamerpas lukt nu niet"


@pytest.mark.parametrize(
    ("discovery", "said"),
    [
        ({"issuer": "https://elders.example.com"}, "Het antwoord van Kamerpas klopt niet"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "Aanmelden met Kamerpas lukt nu niet"),
        ({"token_endpoint": "http://elders.example.com/token"}, "Aanmelden met Kamerpas lukt nu niet"),
        ({"jwks_uri": None}, "Aanmelden met Kamerpas lukt nu niet"),
        ({"jwks_uri": "file:///etc/passwd"}, "Aanmelden met Kamerpas lukt nu niet"),
    ],
)
def test_what_it_says_of_itself_is_looked_at(client, provider, discovery, said):
    provider.discovery = discovery
    assert heading(client.post(START)) == said


def test_keys_in_another_shape(client, provider, monkeypatch):
    for keys in ({}, {"keys": {}}, {"keys": [1, None, "x"]}, {"keys": [{"kty": "EC", "kid": "k1", "crv": "P-256"}]}):
        monkeypatch.setattr(provider, "keys", lambda keys=keys: keys)
        assert heading(sign_in(client)) == "Het antwoord van Kamerpas klopt niet"
    assert nobody()


def test_the_secret_goes_in_the_header_where_that_is_what_the_provider_knows(client, provider):
    seen = []

    def token(handler):
        seen.append(handler.headers.get("Authorization", ""))
        handler.tell({"error": "x"}, 400)

    provider.discovery = {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}
    provider.answers["token"] = token
    assert heading(sign_in(client)) == "Aanmelden met Kamerpas lukt nu niet"
    assert base64.b64decode(seen[0].removeprefix("Basic ")).decode() == f"{CLIENT}:{SECRET}"


# The second factor


def test_the_second_factor_is_the_providers_unless_the_desk_wants_its_own(client, provider, settings):
    sign_in(client)
    assert client.get(INDEX).status_code == 200
    assert "U bent aangemeld met Kamerpas" in client.get("/beheer/tweede-factor/").content.decode()
    settings.OIDC = replace(settings.OIDC, second_factor="local")
    assert "Stel eerst een tweede factor in" in client.get("/beheer/tweede-factor/").content.decode()
    assert client.get(INDEX)["Location"] == "/beheer/tweede-factor/"


def test_a_local_session_is_not_excused_by_a_link(client, provider, settings):
    sign_in(client)
    other = Client()
    other.force_login(User.objects.get())
    assert other.get(INDEX)["Location"] == "/beheer/tweede-factor/"


def test_a_claim_can_be_asked_that_shows_the_second_factor(client, provider, settings):
    settings.OIDC = replace(settings.OIDC, second_factor="claims", factor_claims=(("amr", "mfa"), ("acr", "hoog")))
    answer = sign_in(client)
    assert (answer.status_code, heading(answer), nobody()) == (403, "U hebt geen tweede factor gebruikt", True)
    for claims in ({"amr": ["pwd", "mfa"]}, {"acr": "hoog"}):
        provider.claims = {**provider.claims, "amr": ["pwd"], **claims}
        assert sign_in(Client())["Location"] == INDEX


def test_who_has_an_app_here_as_well_is_asked_for_its_code(client, provider):
    sign_in(client)
    totp.TOTP.activate(User.objects.get(), totp.generate_totp_secret())
    other = Client()
    assert sign_in(other)["Location"] == "/beheer/tweede-factor/authenticate/"
    assert other.get(INDEX).status_code == 302


# Logging out


def test_logging_out_ends_both_sessions(client, provider):
    sign_in(client)
    page = client.post("/beheer/logout/").content.decode()
    address = unescape(re.search(r'content="0; url=([^"]+)"', page)[1])
    told = query_of(address)
    assert address.startswith(f"{provider.issuer}/bye?")
    assert (told["client_id"], told["post_logout_redirect_uri"]) == (CLIENT, f"http://testserver{LOGIN}")
    assert jwt.decode(told["id_token_hint"], options={"verify_signature": False})["sub"] == "p-1"
    assert client.get(INDEX).status_code == 302
    assert not Session.objects.filter(session_key=client.cookies["sessionid"].value).exists()


@pytest.mark.parametrize("where", [None, "javascript:alert(1)", "http://elders.example.com/bye"])
def test_without_such_an_address_logging_out_is_local(client, provider, where):
    provider.discovery = {"end_session_endpoint": where}
    sign_in(client)
    answer = client.post("/beheer/logout/")
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)


def test_a_local_session_is_ended_here_only(client, provider):
    user = local()
    client.force_login(user)
    assert client.get("/beheer/logout/").status_code == 200
    assert client.post("/beheer/logout/")["Location"] == LOGIN


def test_pages_of_the_log_in_are_kept_by_no_cache(client, provider):
    for answer in (client.post(START), client.get(BACK), sign_in(client)):
        assert "no-store" in answer["Cache-Control"]


# What a beheerder does


@pytest.fixture
def manager(provider, settings):
    settings.MFA_REQUIRED = False
    user = local("beheer")
    user.groups.add(Group.objects.get(name="beheerder"))
    client = Client()
    client.force_login(user)
    return client


def account_page(user) -> str:
    return f"/beheer/auth/user/{user.pk}/change/"


def save_account(client, user, **fields):
    form = client.get(account_page(user)).context["adminform"].form
    sent = {name: value for name, value in form.initial.items() if value is not None}
    sent |= {"first_name": "G", "last_name": "Riffie", "is_active": "on", "groups": []}
    return client.post(account_page(user), {**sent, **fields})


def test_a_beheerder_ties_an_account_to_a_person_and_unties_it(manager, provider, log):
    user = local()
    provider.claims["preferred_username"] = "griffie"
    assert save_account(manager, user, identity=" p-1 ").status_code == 302
    assert ("identity linked", "account griffie", "ok") in log()
    assert sign_in(Client())["Location"] == INDEX
    assert groups_of("griffie") == ["redacteur"]
    assert 'value="p-1"' in manager.get(account_page(user)).content.decode()
    assert save_account(manager, user, identity="").status_code == 302
    assert ("identity unlinked", "account griffie", "ok") in log()
    assert heading(sign_in(Client())) == "Er is al een account met uw naam"


def test_the_list_of_accounts_tells_who_comes_by_the_provider(manager, provider):
    sign_in(Client())
    page = manager.get("/beheer/auth/user/").content.decode()
    assert page.count('<td class="field-second_factor">bij de aanbieder</td>') == 1
    assert page.count('<td class="field-second_factor">geen</td>') == 1


def test_one_person_has_one_account(manager, provider):
    first, second = local("een"), local("twee")
    save_account(manager, first, identity="p-1")
    answer = save_account(manager, second, identity="p-1")
    assert answer.context["adminform"].form.errors["identity"] == ["Dit kenmerk hoort al bij het account een."]
    answer = save_account(manager, second, identity="é")
    assert list(answer.context["adminform"].form.errors) == ["identity"]
    assert SocialAccount.objects.count() == 1


def test_saving_an_account_without_a_provider_keeps_the_tie(manager, provider, settings):
    user = local()
    save_account(manager, user, identity="p-1")
    settings.OIDC = None
    assert "Kenmerk" not in manager.get(account_page(user)).content.decode()
    assert save_account(manager, user).status_code == 302
    assert SocialAccount.objects.get().uid == "p-1"


def test_a_beheerder_does_not_tie_a_superuser(manager, provider):
    chief = local("chef", is_superuser=True)
    assert manager.post(account_page(chief), {"identity": "p-1"}).status_code == 403
    assert not SocialAccount.objects.exists()


def test_who_has_no_password_sets_up_an_app_without_being_asked_for_one(client, provider, settings, monkeypatch):
    settings.OIDC = replace(settings.OIDC, second_factor="local")
    sign_in(client)
    late = timezone.now() + datetime.timedelta(minutes=20)
    monkeypatch.setattr(timezone, "now", lambda: late)
    assert client.get("/beheer/tweede-factor/totp/activate/").status_code == 200


def test_such_an_account_gets_no_mail_to_choose_a_password(client, provider, mailoutbox):
    provider.claims["email"] = "jansen@example.nl"
    sign_in(client)
    client.post("/beheer/wachtwoord-vergeten/", {"email": "jansen@example.nl"})
    assert mailoutbox == []


def test_two_first_log_ins_at_once_make_one_account(client, provider, monkeypatch):
    """The other one was just done when this one is about to."""
    monkeypatch.setattr("agenda_tracker.admin.identity.accounts.is_taken", lambda user: False)
    User.objects.create_user("jansen")
    answer = sign_in(client)
    assert (answer.status_code, heading(answer)) == (409, "U bent niet aangemeld")
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


# In a browser


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_browser_goes_there_and_back_under_the_policy_of_the_site(provider, live_server, browser_context):
    """The policy lets forms go to this site only; also when the provider itself leads on to another site."""
    told = []
    provider.answers["authorize"] = lambda handler: handler.redirect(
        f"{provider.issuer.replace('127.0.0.1', 'localhost')}/authorize2?{handler.path.partition('?')[2]}"
    )
    provider.answers["authorize2"] = lambda handler: handler.redirect(provider.authorize(query_of(handler.path)))
    page = browser_context.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{live_server.url}/beheer/agenda_tracker/letter/")
    assert faults(page) == []
    page.get_by_role("button", name="Aanmelden met Kamerpas").click()
    page.wait_for_url(f"{live_server.url}/beheer/agenda_tracker/letter/")
    page.get_by_role("button", name="Afmelden").first.click()
    page.wait_for_url(f"{live_server.url}{LOGIN}")
    page.get_by_role("button", name="Aanmelden met Kamerpas").wait_for()
    assert [text for text in told if "Content Security Policy" in text or "Refused" in text] == []
    assert provider.asked.count("bye") == 1
    provider.claims["groups"] = []
    page.get_by_role("button", name="Aanmelden met Kamerpas").click()
    page.get_by_role("heading", name="U hebt hier geen toegang").wait_for()
    assert faults(page) == []
