"""What only larger installations need comes as an extra; who asks for it without having it is told which."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class MissingExtra(RuntimeError):
    """A setting asks for packages that are not installed. The message says how to install them."""


@contextmanager
def needed(what: str) -> Iterator[None]:
    """Imports inside belong to the extra ``scale``; ``what`` names the setting that asks for them."""
    try:
        yield
    except ImportError as error:
        raise MissingExtra(
            f"{what} needs packages that are not installed ({error}). Install the extra: "
            "'.venv/bin/uv sync --inexact --extra scale' here, 'pip install mou[scale]' elsewhere."
        ) from error
