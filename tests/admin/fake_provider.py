"""An OpenID Connect provider on this machine, that does as it should until a test tells it otherwise."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

CLIENT, SECRET = "agendavolger", "een geheim & meer"
Told = dict[str, Any]


@dataclass
class FakeProvider:
    """`claims` are what an ID token says beside what it must say; `token` may make another token of them altogether."""

    server: ThreadingHTTPServer
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    claims: Told = field(default_factory=lambda: {"sub": "p-1", "preferred_username": "jansen", "groups": ["redactie"]})
    discovery: Told = field(default_factory=dict)
    userinfo: Told = field(default_factory=dict)
    codes: dict[str, Told] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    refusal: str = ""
    answers: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    token: Callable[[Told], str] | None = None

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def issuer(self) -> str:
        return f"{self.root}/op"

    def configuration(self) -> Told:
        at = {name: f"{self.issuer}/{name}" for name in ("authorize", "token", "keys", "userinfo", "bye")}
        return {
            "issuer": self.issuer, "authorization_endpoint": at["authorize"], "token_endpoint": at["token"],
            "jwks_uri": at["keys"], "userinfo_endpoint": at["userinfo"], "end_session_endpoint": at["bye"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"], **self.discovery,
        }  # fmt: skip

    def keys(self) -> Told:
        public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "k1", "use": "sig", "alg": "ES256"}]}

    def standard_claims(self, nonce: str) -> Told:
        now = int(time.time())
        return {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **self.claims}

    def signed(self, claims: Told, key: Any = None, algorithm: str = "ES256", **header: Any) -> str:
        return jwt.encode(claims, key or self.key, algorithm=algorithm, headers={"kid": "k1", **header})

    def authorize(self, asked: Told) -> str:
        """Where the browser is sent back to."""
        back = {"state": asked["state"]}
        if self.refusal:
            return f"{asked['redirect_uri']}?{urlencode({'error': self.refusal, **back})}"
        assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, **back})}"

    def exchange(self, sent: Told) -> Told | None:
        """The tokens for a code, once; nothing for who does not know what belongs to it."""
        asked = self.codes.pop(sent.get("code", ""), None)
        if asked is None or (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            return None
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return None
        claims = self.standard_claims(asked["nonce"])
        return {"access_token": "toegang", "token_type": "Bearer", "id_token": (self.token or self.signed)(claims)}


class Handler(BaseHTTPRequestHandler):
    provider: FakeProvider

    def do_GET(self) -> None:
        path, _mark, query = self.path.partition("?")
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        name = path.rpartition("/")[2]
        self.provider.asked.append(name)
        if name in self.provider.answers:
            self.provider.answers[name](self)
        elif name == "authorize":
            self.redirect(self.provider.authorize(asked))
        elif name == "bye":
            self.redirect(asked["post_logout_redirect_uri"])
        else:
            known = {
                "openid-configuration": self.provider.configuration, "keys": self.provider.keys,
                "userinfo": lambda: {"sub": self.provider.claims.get("sub"), **self.provider.userinfo},
            }  # fmt: skip
            self.tell(known[name]())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.provider.asked.append("token")
        if "token" in self.provider.answers:
            self.provider.answers["token"](self)
            return
        told = self.provider.exchange({name: values[0] for name, values in parse_qs(body).items()})
        self.tell(told or {"error": "invalid_grant"}, 200 if told else 400)

    def redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def tell(self, told: Any, status: int = 200) -> None:
        self.send(json.dumps(told).encode(), status, "application/json")

    def send(self, body: bytes, status: int = 200, kind: str = "text/html") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


def serve() -> FakeProvider:
    handler = type("OfThisProvider", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    provider = handler.provider = FakeProvider(server)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return provider


def stop(provider: FakeProvider) -> None:
    provider.server.shutdown()
    provider.server.server_close()


def query_of(address: str) -> Told:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
