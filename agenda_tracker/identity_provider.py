"""The organisation's own log-in (OpenID Connect), as the operator describes it; read from the environment by the settings."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "AGENDAVOLGER_OIDC_"
NEEDED = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "GROUPS")
SUPERUSER = "superuser"
# What a value of the claim may give; `admin.groups` makes the first three.
DESK_GROUPS = ("invoerder", "redacteur", "beheerder", SUPERUSER)
PROVIDER, LOCAL, CLAIMS = "provider", "local", "claims"
HERE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class IdentityProvider:
    """Who is asked, and what its answer gives.

    `groups` are pairs of a value of the claim and a group. `second_factor` says who sees to it: the provider, this desk
    (`local`), or the provider when one of `factor_claims` says so.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    groups: tuple[tuple[str, str], ...]
    name: str = "uw werkaccount"
    groups_claim: str = "groups"
    link_claim: str = ""
    second_factor: str = PROVIDER
    factor_claims: tuple[tuple[str, str], ...] = ()
    scopes: tuple[str, ...] = ("openid", "profile", "email")

    @property
    def key(self) -> str:
        """Under this its accounts are known: another issuer may give the same numbers to other people."""
        return f"oidc-{hashlib.sha256(self.issuer.encode()).hexdigest()[:16]}"


def identity_provider(told: Mapping[str, str], *, local: bool) -> IdentityProvider | None:
    """What the variables say, by their names without the prefix; None when none is set.

    Raises ImproperlyConfigured with a Dutch sentence that says what to set.
    """
    if not any(told.values()):
        return None
    missing = [f"{PREFIX}{name}" for name in NEEDED if not told.get(name)]
    if missing:
        raise ImproperlyConfigured(
            f"Aanmelden met OpenID Connect is half ingesteld: zet ook {', '.join(missing)}, "
            f"of haal alle variabelen {PREFIX}… weg."
        )
    second_factor, factor_claims = _second_factor(told.get("SECOND_FACTOR", ""))
    given = {
        "name": told.get("NAME"),
        "groups_claim": told.get("GROUPS_CLAIM"),
        "link_claim": told.get("LINK_CLAIM"),
        "scopes": tuple(dict.fromkeys(["openid", *told.get("SCOPES", "").split()])) if told.get("SCOPES") else None,
    }
    return IdentityProvider(
        issuer=_issuer(told["ISSUER"], local=local),
        client_id=told["CLIENT_ID"],
        client_secret=told["CLIENT_SECRET"],
        groups=_groups(told["GROUPS"]),
        second_factor=second_factor,
        factor_claims=factor_claims,
        **{name: value for name, value in given.items() if value},  # type: ignore[arg-type]
    )


def is_safe(url: object, *, local: bool) -> bool:
    """Over https, or on this machine in the mode local."""
    if not isinstance(url, str) or not url.isascii() or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (local and parts.scheme == "http" and host in HERE))


def _issuer(value: str, *, local: bool) -> str:
    if not is_safe(value, local=local) or "?" in value or "#" in value:
        raise ImproperlyConfigured(
            f"{PREFIX}ISSUER moet het adres van de aanbieder zijn, met https: en zonder ? of #, "
            f"bijvoorbeeld {PREFIX}ISSUER=https://login.example.nl/realms/griffie; nu is het {value!r}."
        )
    return value


def _pairs(value: str) -> list[tuple[str, str]]:
    """`a=b; c=d`; the last = counts, since a value of a claim may have some itself (`CN=Griffie,OU=Kamer=invoerder`)."""
    parts = [part.strip() for part in value.split(";") if part.strip()]
    split = [part.rpartition("=") for part in parts]
    return [(left.strip(), right.strip()) for left, _mark, right in split]


def _groups(value: str) -> tuple[tuple[str, str], ...]:
    pairs = _pairs(value)
    wrong = [f"{left}={right}" for left, right in pairs if not left or right not in DESK_GROUPS]
    if wrong or not pairs:
        raise ImproperlyConfigured(
            f"{PREFIX}GROUPS koppelt waarden van de claim aan groepen ({', '.join(DESK_GROUPS)}), met ; ertussen, "
            f'bijvoorbeeld {PREFIX}GROUPS="griffie-invoer=invoerder; griffie-redactie=redacteur"; '
            f"dit klopt niet: {'; '.join(wrong) or repr(value)}."
        )
    return tuple(pairs)


def _second_factor(value: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    if value in ("", PROVIDER, LOCAL):
        return value or PROVIDER, ()
    pairs = _pairs(value)
    if not all(left and right for left, right in pairs):
        raise ImproperlyConfigured(
            f"{PREFIX}SECOND_FACTOR moet {PROVIDER}, {LOCAL} of een claim met waarde zijn, "
            f'bijvoorbeeld {PREFIX}SECOND_FACTOR="amr=mfa"; nu is het {value!r}.'
        )
    return CLAIMS, tuple(pairs)
