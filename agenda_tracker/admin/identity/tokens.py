"""What of an ID token is believed (OpenID Connect Core 1.0, §3.1.3.7), and why not.

allauth leaves the signature out when the token came straight from the provider, takes the algorithm from the token itself and
knows no nonce; so all of it is looked at here.
"""

import hmac
from typing import Any

import jwt

from agenda_tracker.identity_provider import IdentityProvider

from .trouble import Trouble

# Only of keys that the provider alone has: not `none`, and not what is made with a secret.
ALGORITHMS = {f"{family}{size}" for family in ("RS", "PS", "ES") for size in (256, 384, 512)} | {"EdDSA"}
SKEW = 60  # seconds by which two clocks may differ
REQUIRED = ["iss", "aud", "sub", "exp", "iat"]
LONGEST_SUB = 191


def believed(token: object, keys: dict[str, Any], provider: IdentityProvider, nonce: str) -> dict[str, Any]:
    """The claims of the token. Raises Trouble when anything about it is not as it must be."""
    if not isinstance(token, str):
        raise Trouble("token", "no ID token")
    try:
        algorithm, key = _key(token, keys)
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=[algorithm], audience=provider.client_id, issuer=provider.issuer, leeway=SKEW,
            options={"require": REQUIRED, "strict_aud": False},
        )  # fmt: skip
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as error:
        raise Trouble("clock", str(error)) from error
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
        raise Trouble("token", f"{type(error).__name__}: {error}") from error
    _same_party(claims, provider)
    _same_nonce(claims, nonce)
    _usable_sub(claims)
    return claims


def _key(token: str, keys: dict[str, Any]) -> tuple[str, Any]:
    header = jwt.get_unverified_header(token)
    algorithm, kid = header.get("alg"), header.get("kid")
    if algorithm not in ALGORITHMS:
        raise Trouble("token", f"algorithm {algorithm!r}")
    listed = keys.get("keys")
    found = [one for one in listed if _may_sign(one, algorithm)] if isinstance(listed, list) else []
    if kid is not None:
        found = [one for one in found if one.get("kid") == kid]
    if len(found) != 1:
        raise Trouble("token", f"{len(found)} keys {kid!r} for {algorithm}")
    return algorithm, jwt.PyJWK(found[0], algorithm=algorithm)


def _may_sign(key: Any, algorithm: str) -> bool:
    if not isinstance(key, dict) or key.get("use") not in (None, "sig"):
        return False
    kinds = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
    return key.get("kty") == kinds[algorithm[:2]] and key.get("alg") in (None, algorithm)


def _same_party(claims: dict[str, Any], provider: IdentityProvider) -> None:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise Trouble("token", f"authorised party {claims.get('azp')!r}")


def _same_nonce(claims: dict[str, Any], nonce: str) -> None:
    told = claims.get("nonce")
    if not nonce or not isinstance(told, str) or not hmac.compare_digest(told.encode(), nonce.encode()):
        raise Trouble("token", "another nonce, or none")


def _usable_sub(claims: dict[str, Any]) -> None:
    sub = claims["sub"]
    if not isinstance(sub, str) or not 0 < len(sub) <= LONGEST_SUB or not (sub.isascii() and sub.isprintable()):
        raise Trouble("token", "no usable sub")
