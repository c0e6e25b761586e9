"""The site as a process: where it listens, what it says, how it ends."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import SettingsError
from sayso.interfaces.app import run_site
from sayso.settings import Settings

pytestmark = pytest.mark.enable_socket


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"127.0.0.1:{port}: .*--port"):
            run_site(Settings(store=str(tmp_path), port=port))


@pytest.mark.slow
def test_the_site_is_served_until_it_is_interrupted(tmp_path: Path) -> None:
    program = (
        "from sayso.interfaces.app import run_site\nfrom sayso.settings import load_settings\nrun_site(load_settings())"
    )
    environment = {**os.environ, "SAYSO_STORE": str(tmp_path), "SAYSO_PORT": "0"}
    site = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment)
    assert site.stdout is not None
    try:
        line = site.stdout.readline()
        assert line.startswith("sayso is at http://127.0.0.1:")
        port = int(line.split(":")[2].split(" ")[0])
        for host, status in ((f"127.0.0.1:{port}", 200), ("evil.example", 421)):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/", headers={"Host": host})
            response = connection.getresponse()
            assert response.status == status
            assert response.getheader("server") is None
            connection.close()
    finally:
        site.send_signal(signal.SIGINT)
        assert site.wait(20) == 0
        site.stdout.close()
