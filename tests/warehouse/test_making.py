"""Models that run beside each other: what they make, what happens when one fails or a person stops the night."""

import duckdb
import pytest

from warehouse import making
from warehouse.headers import ModelError, read_model

MODEL = """/*
table:   star.{name}
grain:   one row
key:     n
reads:   {reads}
unrepeated: {unrepeated}
columns:
  n: a number
*/
{sql}
"""
ENDLESS = "select sum(one.range + other.range) as n from star.given, range(10000000) as one, range(10000000) as other"


@pytest.fixture
def connection(tmp_path):
    with duckdb.connect(str(tmp_path / "made.duckdb")) as connection:
        connection.execute("create schema star")
        yield connection


@pytest.fixture
def model(tmp_path):
    def write(name, sql, reads="star.given", unrepeated=""):
        path = tmp_path / "star" / f"{name}.sql"
        path.parent.mkdir(exist_ok=True)
        path.write_text(MODEL.format(name=name, sql=sql, reads=reads, unrepeated=unrepeated), encoding="utf-8")
        return read_model(path)

    return write


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_each_is_made_after_what_it_reads(connection, model, at_once):
    connection.execute("create table star.given as select 1 as n")
    models = [model("a", "select n + 1 as n from star.z", "star.z")]
    models += [model(name, "select n + 1 as n from star.given") for name in ("y", "z")]
    models += [model("sum", "select star.a.n + star.y.n as n from star.a, star.y", "star.a, star.y")]
    making.make(connection, models, at_once=at_once)
    assert connection.execute("from star.sum").fetchone() == (5,)


def test_what_hardly_repeats_is_written_as_it_is(connection, model):
    connection.execute("create table star.given as select range as n from range(300000)")
    words = "select (n % 3)::varchar as n from star.given"
    made = model("sought", words), model("spared", words, unrepeated="n")
    making.make(connection, made, are_keys_checked=False)
    connection.execute("checkpoint")
    packed = "select distinct compression from pragma_storage_info('star.{}') where segment_type = 'VARCHAR'"
    found = {one.name: connection.execute(packed.format(one.name)).fetchall() for one in made}
    assert found == {"sought": [("Dictionary",)], "spared": [("Uncompressed",)]}
    assert connection.execute("from star.sought except all from star.spared").fetchall() == []


def test_a_model_that_fails_stops_the_one_beside_it(connection, model):
    connection.execute("create table star.given as select 1 as n")
    models = [model("endless", ENDLESS), model("failing", "select error('misprint') as n from star.given")]
    with pytest.raises(ModelError, match=r"failing\.sql: the query fails.*misprint"):
        making.make(connection, models, at_once=2)
    # What was begun left nothing, and the connection can be used on.
    assert making.existing(connection) == {"star.given"}


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_person_who_stops_the_night_does_not_wait_for_a_query(connection, model, monkeypatch, at_once):
    connection.execute("create table star.given as select 1 as n")

    def stopped(*_, **__):
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "wait", stopped)
    with pytest.raises(KeyboardInterrupt):
        making.make(connection, [model("endless", ENDLESS)], at_once=at_once)
    assert making.existing(connection) == {"star.given"}
