"""Progress bars for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from flows.run import Item, Track


@contextmanager
def terminal_progress() -> Iterator[Track]:
    """Show on standard error what a step is going through; the bars go when the run ends."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def track(items: Iterable[Item], what: str, total: int) -> Iterable[Item]:
            return progress.track(items, total=total, description=what)

        yield track
