"""Certificates are verified, by the name that was asked for."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import FetchError
from sayso.sources import Fetcher
from tests.sources.local_site import Site, policy, serving

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl"),
]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "both.pem"
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=outlet.example".split()
    names = ["-addext", "subjectAltName=DNS:outlet.example", "-keyout", str(path), "-out", str(tmp_path / "c.pem")]
    subprocess.run(["openssl", *options, *names], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (tmp_path / "c.pem").read_bytes())
    return path


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as site:
        site.put("/a", b"secure")
        yield site


def test_an_unknown_certificate_is_refused(secure_site: Site) -> None:
    mapping = {"outlet.example:443": secure_site.place}
    with (
        Fetcher(policy(secure_site, connect_to=mapping)) as fetcher,
        pytest.raises(FetchError, match=r"(?i)certificate"),
    ):
        fetcher.get("https://outlet.example/a")
    assert secure_site.asked == []


def test_a_trusted_certificate_is_for_its_name_alone(
    secure_site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    mapping = {f"{name}.example:443": secure_site.place for name in ("outlet", "other")}
    with Fetcher(policy(secure_site, connect_to=mapping)) as fetcher:
        assert fetcher.get("https://outlet.example/a").body == b"secure"
        with pytest.raises(FetchError, match=r"(?i)mismatch"):
            fetcher.get("https://other.example/a")
