"""The file of evidence holds the rows of the view, in order of its key, byte for byte as sorting the view would."""

import duckdb
import pytest

from warehouse import evidence_file
from warehouse.evidence_file import is_in_order, write_evidence
from warehouse.headers import read_models

(EVIDENCE,) = (model for model in read_models() if model.table == "kpi.evidence")


@pytest.fixture
def connection(gold):
    with duckdb.connect(str(gold), read_only=True) as connection:
        yield connection


@pytest.fixture
def sorted_bytes(connection, tmp_path):
    path = tmp_path / "sorted.parquet"
    query = f"select * from kpi.evidence order by {', '.join(EVIDENCE.key)}"
    connection.execute(f"copy ({query}) to '{path}' (format parquet, compression zstd)")
    return path.read_bytes()


def test_words_that_are_fetched_last_make_the_same_file_as_words_that_are_sorted(connection, sorted_bytes, tmp_path):
    path = tmp_path / "evidence.parquet"
    write_evidence(connection, EVIDENCE, str(path))
    assert is_in_order(connection, EVIDENCE, str(path))
    assert path.read_bytes() == sorted_bytes


def test_a_join_that_mixes_lines_up_is_noticed_and_the_view_is_sorted(connection, sorted_bytes, tmp_path, monkeypatch):
    words, path = evidence_file.WORDS, tmp_path / "evidence.parquet"
    monkeypatch.setattr(evidence_file, "WORDS", f"{words} order by statement_number, cell_number")
    looked = []
    monkeypatch.setattr(evidence_file, "is_in_order", lambda *given: looked.append(is_in_order(*given)) or looked[-1])
    write_evidence(connection, EVIDENCE, str(path))
    assert looked == [False]
    assert path.read_bytes() == sorted_bytes
