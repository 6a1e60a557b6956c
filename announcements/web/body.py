"""The body of an answer, read within limits: sizes count after unpacking, a bomb is stopped early."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

GZIP_OR_ZLIB = 47


class TooLarge(ValueError):
    """More bytes than the source may send."""


class BrokenOff(OSError):
    """The packed body ended before its end, which may pass."""


def bounded(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The unpacked body.

    Args:
        encoding: The answer's Content-Encoding; only gzip is ever asked for.
        limit: Bytes after unpacking.

    Raises:
        TooLarge: It is larger, or packed in a way that was not asked for.
        BrokenOff: It is packed and incomplete.
    """
    packed = encoding.strip().lower() not in ("", "identity")
    if packed and encoding.strip().lower() not in ("gzip", "x-gzip"):
        raise TooLarge(f"the answer is packed as {encoding[:40]!r}, which was not asked for.")
    body = bytearray()
    unpacker = zlib.decompressobj(GZIP_OR_ZLIB) if packed else None
    for chunk in chunks:
        try:
            body += chunk if unpacker is None else unpacker.decompress(chunk, limit + 1 - len(body))
        except zlib.error as error:
            raise BrokenOff(f"the packed answer is damaged: {error}.") from error
        if len(body) > limit:
            raise TooLarge(
                f"more than {limit / 1e6:g} MB. Raise limits.megabytes of the source if that is meant to be."
            )
    if unpacker is not None and not unpacker.eof:
        raise BrokenOff("the packed answer ends before its end.")
    return bytes(body)
