"""Servers that some tests need, real ones on loopback: a Dask cluster, an S3-compatible store, PostgreSQL."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class DaskCluster:
    """A scheduler and workers, each a process of its own with one thread."""

    address: str
    workers: dict[str, subprocess.Popen]
    """Workers by their address."""

    def kill(self, address: str) -> None:
        """End a worker at once, as a machine that loses power would."""
        os.kill(self.workers[address].pid, signal.SIGKILL)
        self.workers[address].wait()


@contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[DaskCluster]:
    from distributed import Client

    found = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    quiet = {**os.environ, "DASK_LOGGING__DISTRIBUTED": "error"}
    with (folder / "dask.log").open("wb") as log:
        told = {"stdout": log, "stderr": log, "env": quiet, "cwd": folder}
        here = ["--host", "127.0.0.1", "--scheduler-file", str(found), "--no-dashboard"]
        scheduler = subprocess.Popen([*dask, "scheduler", "--port", "0", *here], **told)
        lone = ["--nthreads", "1", "--no-nanny", "--death-timeout", "60"]
        started = [subprocess.Popen([*dask, "worker", *lone, *here], **told) for _ in range(workers)]
        try:
            with Client(scheduler_file=str(found), timeout=60) as client:
                client.wait_for_workers(workers, timeout=60)
                pids = {pid: address for address, pid in client.run(os.getpid).items()}
                address = client.scheduler.address
            yield DaskCluster(address, {pids[process.pid]: process for process in started})
        finally:
            for process in (*started, scheduler):
                process.kill()
                process.wait()


@contextmanager
def s3_server(monkeypatch) -> Iterator[str]:
    """An S3-compatible server with one bucket; its address and keys are in the environment. Gives the bucket's name."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    try:
        boto3.client("s3").create_bucket(Bucket="mou")
        yield "mou"
    finally:
        server.stop()
