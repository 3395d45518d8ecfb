from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .local_server import LocalServer, local_server


@pytest.fixture
def source() -> Iterator[LocalServer]:
    with local_server() as server:
        yield server


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> str:
    """A certificate for 127.0.0.1 that no authority signed, with its key."""
    now = datetime.now(UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
    signed = made.sign(key, hashes.SHA256())
    path = tmp_path_factory.mktemp("tls") / "proef.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*plain) + signed.public_bytes(serialization.Encoding.PEM))
    return str(path)
