"""One night at a time on one data folder, across hosts: a slot on the Prefect server that they share.

On one machine the lock of the data folder does this already, also across processes (``flows.lock``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.concurrency.sync import concurrency

from flows.lock import AlreadyRunning

# A host that dies gives its slot back after so long; a living one renews it.
LEASE_S = 120.0


def limit_name(data: Path) -> str:
    """Hosts that share a data folder have it under the same path (docs/scale.md)."""
    return f"mou-night-{hashlib.sha256(str(data).encode()).hexdigest()[:12]}"


@contextmanager
def one_across_hosts(data: Path) -> Iterator[None]:
    """Hold the night of a data folder on the Prefect server.

    Raises:
        AlreadyRunning: Another host holds it.
    """
    name = limit_name(data)
    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(name, 1)
    slot = concurrency(name, occupy=1, timeout_seconds=1, lease_duration=LEASE_S, strict=True)
    try:
        slot.__enter__()
    except TimeoutError as error:
        raise AlreadyRunning(
            f"another night is going on {data}, on some host of this Prefect server (limit {name}). "
            "Wait for it to end, or look with 'mou status'."
        ) from error
    try:
        yield
    finally:
        slot.__exit__(None, None, None)
