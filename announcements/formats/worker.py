"""The process in which hostile documents are parsed: ``python -m announcements.formats.worker MEGABYTES SECONDS``.

Reads tasks from standard input (a JSON line, then the bytes) and answers on standard output (a JSON line, then the
text as UTF-8). It cannot write files, its memory and its computing time for each document are limited, and it holds
no keys.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
from collections.abc import Callable
from importlib import import_module

from announcements.decode import Undecodable

MOST_CHARACTERS = 2_000_000
# Line breaks and tabs are kept; other control characters in extracted text come from the format, not from a writer.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Parser = Callable[[bytes, str, str | None], tuple[str, str]]
"""(bytes, detail of the recipe, declared character set) → (text, encoding)."""


def confine(megabytes: int) -> None:
    """Give up what parsing needs no more of. What was set cannot be raised again."""
    memory = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A parser that wants a process of its own is up to no good.
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def allow_seconds(seconds: int) -> None:
    """Computing time for the next document, counted from now; beyond it the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def parse(kind: str, detail: str, data: bytes, declared: str | None) -> tuple[str, str]:
    """Text and encoding of one document.

    Raises:
        Undecodable: It is not what it says, or has no text.
    """
    parser: Parser = import_module(f"announcements.formats.{kind}").parse
    try:
        text, encoding = parser(data, detail, declared)
    except Undecodable:
        raise
    except MemoryError as error:
        raise Undecodable(f"parsing it as {kind} needs more memory than a document may take.") from error
    except Exception as error:  # parsers raise what they like over damaged files
        raise Undecodable(f"it cannot be parsed as {kind} ({type(error).__name__}: {str(error)[:200]}).") from error
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise Undecodable(f"no text was found in it as {kind}: a picture, or a page without its article.")
    if len(text) > MOST_CHARACTERS:
        raise Undecodable(f"its text has {len(text)} characters, more than {MOST_CHARACTERS}: no single announcement.")
    return text, encoding


def serve(seconds: int) -> None:
    stdin, stdout = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not be taken for an answer.
    os.dup2(2, 1)
    while line := stdin.readline():
        task = json.loads(line)
        data = stdin.read(task["bytes"])
        allow_seconds(seconds)
        try:
            text, encoding = parse(task["kind"], task["detail"], data, task["declared"])
        except Undecodable as reason:
            stdout.write(json.dumps({"refused": str(reason)}).encode() + b"\n")
        else:
            encoded = text.encode("utf-8")
            stdout.write(json.dumps({"bytes": len(encoded), "encoding": encoding}).encode() + b"\n" + encoded)
        stdout.flush()


if __name__ == "__main__":
    confine(int(sys.argv[1]))
    serve(int(sys.argv[2]))
