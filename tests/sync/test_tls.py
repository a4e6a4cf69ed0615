"""TLS is verified, always: a stranger's certificate, an expired one, the provincial one."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app.province.platform import Platform
from app.province.server import configure
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.http import Client
from tests.sync.desks import CALM, wall


def certificate(folder: Path, starts: datetime, ends: datetime) -> tuple[str, str]:
    """A certificate of its own for loopback, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "province.example")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return str(public), str(private)


Start = Callable[..., tuple[str, str]]


@pytest.fixture
def secure_province(tmp_path: Path) -> Iterator[Start]:
    """Starts a province behind TLS; its address and the file of its certificate."""
    ends: list[Callable[[], None]] = []

    def start(starts: datetime, until: datetime) -> tuple[str, str]:
        public, private = certificate(tmp_path, starts, until)
        platform = Platform(tmp_path / "province")
        config = configure(platform, certificate=public, private_key=private)
        config.port = 0
        server = uvicorn.Server(config)
        ready = threading.Event()
        listening = config.bind_socket()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            ready.wait(0.01)

        def end() -> None:
            server.should_exit = True
            thread.join(10)
            listening.close()
            platform.close()

        ends.append(end)
        return f"https://127.0.0.1:{listening.getsockname()[1]}", public

    yield start
    for end in ends:
        end()


def hello_failure(url: str, ca_file: str | None) -> Failure | None:
    client = Client(url, limits=CALM, ca_file=ca_file)
    try:
        client.hello("ow1.outlet-1." + "a" * 43)
    except Failed as failed:
        return failed.failure
    finally:
        client.close()
    return None


def test_a_strangers_certificate_is_refused_and_the_provincial_one_taken(secure_province: Start) -> None:
    url, public = secure_province(wall() - timedelta(days=1), wall() + timedelta(days=1))
    assert hello_failure(url, None) == Failure(FailureKind.TLS, "certificate")
    answered = hello_failure(url, public)
    assert answered is not None
    assert answered.kind is FailureKind.UNAUTHORISED


@pytest.mark.parametrize("days", [-10, 10], ids=["expired", "not yet valid"])
def test_dates_that_do_not_fit_are_named_as_the_clock(secure_province: Start, days: int) -> None:
    middle = wall() + timedelta(days=days)
    url, public = secure_province(middle - timedelta(days=1), middle + timedelta(days=1))
    assert hello_failure(url, public) == Failure(FailureKind.TLS, "clock")


def test_plain_http_on_a_tls_port_is_no_province(secure_province: Start) -> None:
    url, _ = secure_province(wall() - timedelta(days=1), wall() + timedelta(days=1))
    failure = hello_failure(url.replace("https", "http"), None)
    assert failure is not None
    assert failure.kind is FailureKind.OFFLINE
