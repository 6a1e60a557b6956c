"""A Prefect server of our own where none is configured, started before anything else is imported.

Prefect without a configured server starts one when the first flow runs, and everything waits for it. Starting it at
once, in a process of its own, lets it import and migrate while this process imports what the night needs.
``python -m flows.prefect_server PORT`` is the server's side: it ends when its standard input closes, so it never
outlives the run that started it, even one that was killed.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
}
# Set as Prefect 3.8 itself does for the servers that it starts for one process: no scheduler, no late-run marks.
ONE_RUN = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}


class NoServer(RuntimeError):
    """The Prefect server did not come up; ``mou run --plain`` does the same night without one."""


class OwnServer:
    """A Prefect server on a loopback port; its database lies in ``home``.

    ``for_one_run`` leaves out the services that only a schedule needs.
    """

    def __init__(self, home: Path, *, for_one_run: bool = True) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.port = _free_port()
        self.log = home / "server.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.prefect_server", str(self.port)],
                env={**os.environ, **QUIET, **(ONE_RUN if for_one_run else {}), "PREFECT_HOME": str(home)},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    def wait(self, timeout_s: float = 90) -> None:
        """Wait until the server answers.

        Raises:
            NoServer: It ended, or did not answer in time.
        """
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.api_url}/health", timeout=5):  # noqa: S310 - our own loopback address
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise NoServer(f"Prefect's server did not start (see {self.log}). 'mou run --plain' needs none.")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def use(home: Path, api_url: str | None) -> None:
    """Point this process's Prefect at its home and server, quietly. Call before Prefect is imported."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("PREFECT_HOME", str(home))
    if api_url is not None:
        os.environ["PREFECT_API_URL"] = api_url


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def serve(port: int) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import uvicorn
    from prefect.server.api.server import create_app

    uvicorn.run(create_app(), host="127.0.0.1", port=port, log_level="error", lifespan="on")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
