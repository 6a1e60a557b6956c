"""Servers that some tests need, real ones on loopback: a Dask cluster, an S3-compatible store, PostgreSQL."""

import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import uuid
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
    import s3fs
    from moto.server import ThreadedMotoServer

    # A line for each request would bury everything else.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
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
    # A client made for a server of an earlier test keeps that one's address.
    s3fs.S3FileSystem.clear_instance_cache()
    try:
        boto3.client("s3").create_bucket(Bucket="mou")
        yield "mou"
    finally:
        server.stop()


POSTGRES = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path("/usr/bin"))
"""Debian keeps the server's programs apart, by version."""


@contextmanager
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of its own on a free port of loopback. Gives the connection string of an empty database."""
    user = "postgres" if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="mou-postgres-") as folder:
        if user is not None:
            shutil.chown(folder, user)
        port, data = free_port(), f"{folder}/data"
        told = {"user": user, "cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
        subprocess.run([POSTGRES / "initdb", "-D", data, "-U", "mou", "-A", "trust", "--no-sync", "-E", "UTF8"], **told)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        server = [POSTGRES / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log"]
        subprocess.run([*server, "-o", options, "start"], **told)
        try:
            yield f"host=127.0.0.1 port={port} user=mou dbname=postgres"
        finally:
            subprocess.run([*server, "-m", "immediate", "stop"], **told)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_database(catalog: str) -> str:
    """Another empty database of the same server; gives its connection string."""
    name = f"lake_{uuid.uuid4().hex}"
    told = dict(part.split("=", 1) for part in catalog.split())
    psql = [POSTGRES / "psql", "-h", told["host"], "-p", told["port"], "-U", told["user"], "-d", told["dbname"]]
    subprocess.run([*psql, "-q", "-c", f"create database {name}"], check=True)
    return catalog.replace(f"dbname={told['dbname']}", f"dbname={name}")
