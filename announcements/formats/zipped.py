"""Archives unpacked with limits: what a small file may grow to is bounded before a byte is unpacked."""

from __future__ import annotations

import io
import zipfile

from announcements.decode import Undecodable

MOST_MEMBERS = 2_000
MOST_BYTES = 60_000_000
"""Unpacked size of all members that are read, together."""


class Package:
    """A zip whose members are read by name, within limits. Nothing is ever written to disk."""

    def __init__(self, data: bytes) -> None:
        """Raises ``Undecodable`` where it is no zip, or one with too many members."""
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Undecodable(f"its package is damaged: {error}.") from error
        self.names = self.zip.namelist()
        if len(self.names) > MOST_MEMBERS:
            raise Undecodable(f"its package has {len(self.names)} members, more than {MOST_MEMBERS}.")
        self.left = MOST_BYTES

    def read(self, name: str) -> bytes:
        """One member, unpacked no further than what is left of the limit (a member's stated size may lie)."""
        try:
            with self.zip.open(name) as member:
                data = member.read(self.left + 1)
        except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            raise Undecodable(f"{name} cannot be unpacked: {error}.") from error
        self.left -= len(data)
        if self.left < 0:
            raise Undecodable(f"its package unpacks to more than {MOST_BYTES / 1e6:.0f} MB.")
        return data
