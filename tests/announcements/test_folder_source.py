"""Collecting from a folder: everything offered is archived, known, or refused with its reason."""

import json

import pytest

from announcements.archive import Archive
from announcements.sources.folder import UnusableFolder, collect_folder
from flows.state import place
from tests.services import s3_server

AT = "2026-11-22T00:00:00+00:00"


def collect(folder, archive, known=None, limit_bytes=1_000):
    return collect_folder(
        folder,
        archive,
        source_code="inbox",
        programme_code="p",
        known=known or {},
        limit_bytes=limit_bytes,
        fetched_at=AT,
    )


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "raw")


def test_the_sidecar_gives_address_publisher_and_day(folder, archive):
    (folder / "docs").mkdir()
    (folder / "docs" / "a.txt").write_text("협약")
    row = {"id": "a", "url": "https://x.kr/1", "publisher": "xkr", "published_date": "2021-07-20", "language": "ko"}
    (folder / "documents.jsonl").write_text(json.dumps(row) + "\n\n")
    (capture,) = collect(folder, archive).captures
    assert (capture.url, capture.publisher, capture.published_at) == ("https://x.kr/1", "xkr", "2021-07-20")


@pytest.mark.parametrize(("day", "is_refused"), [("2026-11-23", False), ("2026-11-24", True), ("2027-09-01", True)])
def test_what_is_published_after_it_is_fetched_is_refused_until_its_day_is_mended(folder, archive, day, is_refused):
    (folder / "a.txt").write_text("협약")
    (folder / "documents.jsonl").write_text(json.dumps({"id": "a", "published_date": day}))
    collected = collect(folder, archive)
    assert (len(collected.captures), len(collected.refusals)) == (not is_refused, is_refused)
    if is_refused:
        (refusal,) = collected.refusals
        assert f"published_date {day} is later than today: correct it in documents.jsonl" in refusal.reason
        (folder / "documents.jsonl").write_text(json.dumps({"id": "a", "published_date": "2026-09-01"}))
        assert len(collect(folder, archive).captures) == 1


def test_a_file_nobody_describes_is_captured_under_its_name(folder, archive):
    (folder / "이름 없는 😀.txt").write_text("협약")
    (capture,) = collect(folder, archive).captures
    assert capture.url == "folder:inbox/이름 없는 😀.txt"
    assert capture.published_at is None


def test_a_second_collection_adds_nothing_and_a_changed_file_is_a_new_capture(folder, archive):
    (folder / "a.txt").write_text("처음")
    first = collect(folder, archive)
    known = {capture.url: capture.document_id for capture in first.captures}
    second = collect(folder, archive, known)
    assert (second.offered, second.known, second.captures) == (1, 1, [])
    (folder / "a.txt").write_text("고침")
    third = collect(folder, archive, known)
    assert [capture.document_id for capture in third.captures] != [first.captures[0].document_id]


def test_bad_files_are_archived_or_refused_and_the_others_still_come(folder, archive):
    (folder / "big.txt").write_bytes(b"x" * 1_001)
    (folder / "binary.bin").write_bytes(bytes(range(256)))
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "good.txt").write_text("협약")
    collected = collect(folder, archive)
    assert sorted(refusal.name for refusal in collected.refusals) == ["big.txt", "dangling.txt"]
    assert "limits.document_megabytes" in collected.refusals[0].reason
    assert [capture.encoding for capture in collected.captures] == [None, None, "utf-8"]
    assert collected.offered == len(collected.captures) + collected.known + len(collected.refusals)


@pytest.mark.parametrize(
    ("sidecar", "told"),
    [
        (b"not json\n", "documents.jsonl:1"),
        (b'{"url": "u"}\n', "no id"),
        (b'{"id": "a", "published_date": "20.07.2021"}\n', "20.07.2021"),
        ("{'id': '협약'}".encode("cp949"), "Save it as UTF-8"),
    ],
)
def test_a_broken_sidecar_names_file_line_and_mend(folder, archive, sidecar, told):
    (folder / "documents.jsonl").write_bytes(sidecar)
    with pytest.raises(UnusableFolder, match=told):
        collect(folder, archive)


def test_a_missing_folder_says_where_to_mend_it(tmp_path, archive):
    with pytest.raises(UnusableFolder, match=r"configs/sources\.yml"):
        collect(tmp_path / "nowhere", archive)


@pytest.mark.system
def test_a_folder_on_an_object_store_is_collected_like_one_here(archive, monkeypatch):
    with s3_server(monkeypatch) as bucket:
        inbox = place(f"s3://{bucket}/inbox")
        (inbox / "docs" / "a.txt").write_text("협약", encoding="utf-8")
        (inbox / "docs" / "큰 것.txt").write_bytes(b"x" * 2_000)
        (inbox / "documents.jsonl").write_text(json.dumps({"id": "a", "url": "https://x.kr/1", "publisher": "xkr"}))
        first = collect(inbox, archive)
        (capture,) = first.captures
        assert (capture.url, capture.publisher) == ("https://x.kr/1", "xkr")
        assert archive.get(capture.document_id).decode() == "협약"
        assert [refusal.name for refusal in first.refusals] == ["큰 것.txt"]
        again = collect(inbox, archive, {capture.url: capture.document_id})
        assert (again.offered, again.known, again.captures) == (2, 1, [])
        with pytest.raises(UnusableFolder, match="no such folder"):
            collect(place(f"s3://{bucket}/nowhere"), archive)
