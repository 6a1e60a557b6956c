"""The archive: bytes are written once under their hash, captures only ever gain files."""

import hashlib
import stat

import pytest

from announcements.archive import Archive
from announcements.files import PARTIAL, sweep_partials, write_whole
from announcements.records import Capture


def capture(url: str, document_id: str = "d") -> Capture:
    return Capture(
        capture_id=f"c-{url}",
        document_id=document_id,
        source_code="inbox",
        programme_code="p",
        url=url,
        publisher=None,
        published_at=None,
        fetched_at="2026-11-22T00:00:00+00:00",
        media_type="text/plain",
        encoding="utf-8",
        status="ok",
        etag=None,
        bytes_count=1,
    )


def test_bytes_come_back_unchanged_under_their_sha256(tmp_path):
    archive = Archive(tmp_path)
    data = b"\x00\xff anything \xea\xb4\x91"
    document_id = archive.put(data)
    assert document_id == hashlib.sha256(data).hexdigest()
    assert archive.get(document_id) == data


def test_archived_bytes_are_read_only_and_written_once(tmp_path):
    archive = Archive(tmp_path)
    document_id = archive.put(b"once")
    path = tmp_path / document_id[:2] / f"{document_id}.bin"
    before = path.stat()
    assert archive.put(b"once") == document_id
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert stat.S_IMODE(before.st_mode) == 0o444


def test_captures_accumulate_in_order_and_none_makes_no_file(tmp_path):
    archive = Archive(tmp_path)
    assert archive.captures().height == 0
    assert archive.append("run-1", []) is None
    archive.append("run-1", [capture("a")])
    archive.append("run-2", [capture("b"), capture("c")])
    assert archive.captures()["url"].to_list() == ["a", "b", "c"]
    assert len(archive.capture_files()) == 2


def test_a_write_that_fails_half_way_leaves_the_old_file_and_no_trace(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_whole(path, b"old")

    def full_disk(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("announcements.files.os.fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new and longer")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_what_a_killed_run_left_half_written_is_neither_read_nor_kept(tmp_path):
    archive = Archive(tmp_path)
    archive.append("run-1", [capture("a")])
    (tmp_path / "captures" / f"{PARTIAL}xyz").write_text('{"capture_id": "half')
    assert archive.captures().height == 1
    assert sweep_partials(tmp_path) == 1
    assert archive.captures().height == 1


def test_what_a_document_took_the_place_of_is_noted_before_it_is_taken_down(tmp_path):
    archive = Archive(tmp_path)
    archive.append("run-1", [capture("page", "first"), capture("other")])
    archive.append("run-2", [capture("late", archive.put(b"corrected"))])
    doomed = archive.captures()["document_id"][-1]
    for _ in range(2):
        # killed in between and begun again, it comes to the same
        archive.supersede({"c-page": "2026-11-23T00:00:00+00:00"}, doomed)
    archive.forget(doomed)
    columns = ["document_id", "superseded_at", "superseded_by"]
    assert archive.captures().select(columns).rows() == [
        ("first", "2026-11-23T00:00:00+00:00", doomed),
        ("d", None, None),
    ]
    assert len(archive.capture_files()) == 1
    with pytest.raises(FileNotFoundError):
        archive.get(doomed)
