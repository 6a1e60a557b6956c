"""Commands on what was kept: reading it again, comparing and withdrawing versions, takedowns, copies."""

from __future__ import annotations

import argparse
from typing import Protocol


class Add(Protocol):
    """Adds a command: its name, a line of help, a description."""

    def __call__(
        self, name: str, help_: str, description: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser: ...


def of_archive_and_versions(command: Add) -> None:
    """Add the commands on the archive, then those on versions."""
    _of_archive(command)
    _of_versions(command)


def _of_archive(command: Add) -> None:
    reread = command(
        "reread",
        "read the archive again with today's rules",
        "After a change of rules: reads every capture whose newest reading was made with older ones, and says what "
        "would change. With --yes keeps the new readings; the next 'mou run' publishes them.",
    )
    reread.add_argument("--yes", action="store_true", help="keep the new readings")

    command(
        "replay",
        "read again what was left unread, after a mend",
        "Tries every document that was left unread with today's recipe of its source. What can be read now is captured "
        "anew (the old capture stays on record); the next 'mou run' reads and publishes it.",
    )

    forget = command(
        "forget",
        "a takedown: a document's bytes and quotes go, its hash and the reason stay",
        "Deletes the bytes of a document and what was read in it, publishes anew, and deletes every version that knows "
        "it. The same bytes are refused from then on, with the reason. What its page had said before stays withdrawn "
        "until the page shows it again, or it is added again.",
    )
    forget.add_argument("document", metavar="DOCUMENT", help="its document_id (sha256), at least the first 8 digits")
    forget.add_argument("--reason", required=True, metavar="TEXT", help="why; kept in ops.event")

    backup = command(
        "backup",
        "a consistent copy of raw, extracted and ops, and back",
        "Everything else is built from these. Refuses to overwrite a file, or state that is there.",
    )
    backup.add_argument("file", metavar="FILE", help="the tar file to write, or with --restore to read")
    backup.add_argument("--restore", action="store_true", help="bring FILE back into an empty data folder")


def _of_versions(command: Add) -> None:
    diff = command(
        "diff",
        "KPI cells that changed between two versions, and why",
        "Without names: the version before the current one against the current one. A name may be shortened.",
    )
    diff.add_argument("old", nargs="?", metavar="A", help="the older version (default: the one before B)")
    diff.add_argument("new", nargs="?", metavar="B", help="the newer version (default: the current one)")
    diff.add_argument("--limit", type=int, default=40, metavar="N", help="show at most so many cells (default: 40)")

    verify = command(
        "verify",
        "build a version again and compare",
        "Builds the version from raw and extracted as they were for it and with its configuration, and compares the "
        "files byte for byte; with another program than its manifest names, cell by cell. Exit 2 if it differs.",
    )
    verify.add_argument("version", nargs="?", metavar="VERSION", help="default: the current one; may be shortened")

    rollback = command(
        "rollback",
        "withdraw what is published, go back to a version",
        "Makes VERSION current again and withdraws every newer one. What only they said is not published again until "
        "the configuration changes, a document is taken away, or --trust-next.",
    )
    rollback.add_argument("version", nargs="?", metavar="VERSION", help="the version to go back to; may be shortened")
    rollback.add_argument(
        "--trust-next", action="store_true", help="without VERSION: the source mended it, publish what comes next"
    )
    rollback.add_argument("--reason", required=True, metavar="TEXT", help="why; shown in 'mou status' and ops.event")
