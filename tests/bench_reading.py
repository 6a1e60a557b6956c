"""How fast announcements are read: ``python -m tests.bench_reading`` (part of ``make bench``).

The bundled announcements, decoded, read as the nightly run reads them, beside the Korean tokeniser Kiwi on the same
texts: both pinned to one core, in turn, the best round of each counts (processor time, so that other programs on the
machine disturb little); then the least that any reader in this language would take. Then where a reader's time goes,
two reading processes against one as the night starts them (bytes from the archive, records kept as Parquet), and memory
over many documents.
"""

import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from typing import Any
from unittest import mock

from announcements import reader
from announcements.document import Document, Finding
from announcements.normal import normalise
from announcements.reader import Announcement, read, ruleset_fingerprint
from announcements.records import Reading
from announcements.rules import FIELDS
from announcements.rules.registry import Rule
from announcements.statements import statements
from flows.partitions import SIZE, Partition, read_and_keep
from flows.state import State
from tests.corpus.predict import Labelled, labelled_documents, load_programme

ROUNDS = 15
MANY = 100_000
PARTITIONS = 8
AT = "2026-01-01T00:00:00+00:00"
PARTS = ("prepare", "_decide", "statements")


def announcements(documents: list[Labelled]) -> list[Announcement]:
    return [Announcement(d.id, d.id, d.text, d.published, None, None) for d in documents]


def characters(some: list[Announcement]) -> int:
    return sum(len(one.text) for one in some)


@contextmanager
def pinned() -> Iterator[None]:
    """One core for this process, where the system lets a process choose."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    yield
    os.sched_setaffinity(0, before)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def reader_of(some: list[Announcement]) -> Callable[[], None]:
    programme = load_programme()
    fingerprint = ruleset_fingerprint(programme)

    def work() -> None:
        for one in some:
            read(one, programme, fingerprint=fingerprint, read_at=AT)

    return work


def tokeniser_of(some: list[Announcement]) -> Callable[[], None]:
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1)

    def work() -> None:
        for one in some:
            kiwi.tokenize(one.text)

    return work


def speeds(documents: list[Labelled]) -> None:
    signings = announcements([d for d in documents if d.gold["kind"] == "signing"])
    others = announcements([d for d in documents if d.gold["kind"] != "signing"])
    texts = {"all": signings + others, "signings": signings, "others": others}
    works = {(who, which): make(some) for which, some in texts.items() for who, make in READERS.items()}
    with pinned():
        best = dict.fromkeys(works, float("inf"))
        for _ in range(ROUNDS):
            for name, work in works.items():
                best[name] = min(best[name], seconds(work))
    print(f"{'':12}{'documents':>10}{'characters':>12}{'read a second':>15}{'Kiwi a second':>15}{'times Kiwi':>12}")
    for which, some in texts.items():
        ours, theirs = (characters(some) / best[who, which] for who in READERS)
        print(f"{which:12}{len(some):>10}{characters(some):>12,}{ours:>15,.0f}{theirs:>15,.0f}{ours / theirs:>12.1f}")


def floor(documents: list[Labelled]) -> None:
    """What no reader in this language is spared: the text made comparable, and the records of what is known to be said.

    No sentence is split, no rule asked: the findings are those of an earlier reading.
    """
    some = announcements(documents)
    known: list[tuple[Document, str, Reading, list[Finding]]] = []
    with mock.patch.object(reader, "statements", side_effect=lambda *given: known.append(given) or ()):
        reader_of(some)()

    def least() -> None:
        for one in some:
            normalise(one.text)
        for given in known:
            statements(*given)

    works = {"least": least, "reader": reader_of(some), "kiwi": tokeniser_of(some)}
    with pinned():
        best = {name: min(seconds(work) for _ in range(ROUNDS)) for name, work in works.items()}
    print(
        f"floor: {characters(some) / best['least']:,.0f} characters a second for normalising and making the statements "
        f"alone, {best['kiwi'] / best['least']:.1f} times Kiwi; the reader takes {best['reader'] / best['least']:.1f} "
        "times as long"
    )


READERS = {"reader": reader_of, "kiwi": tokeniser_of}


def parts(documents: list[Labelled]) -> None:
    """Share of a reader's time by part; work that rules share counts for the first that asks for it."""
    spent: Counter[str] = Counter()

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            start = time.perf_counter()
            result = function(*given)
            result = result if isinstance(result, tuple) or name in PARTS else list(result)
            spent[name] += time.perf_counter() - start
            return result

        return call

    def timed_rule(rule: Rule) -> Rule:
        return replace(rule, function=timed(rule.field, rule.function))

    fields = {field: [timed_rule(rule) for rule in rules] for field, rules in FIELDS.items()}
    with (
        mock.patch.dict(FIELDS, fields),
        mock.patch.multiple(reader, **{name: timed(name, getattr(reader, name)) for name in PARTS}),
    ):
        work = reader_of(announcements(documents))
        start = time.perf_counter()
        for _ in range(ROUNDS):
            work()
        whole = time.perf_counter() - start
    spent["choosing among findings"] = spent.pop("_decide") - sum(spent[field] for field in fields)
    spent["normalising and splitting"] = spent.pop("prepare")
    spent["statements and their masks"] = spent.pop("statements")
    spent["all else"] = whole - sum(spent.values())
    for name, taken in spent.most_common():
        print(f"  {taken / whole:>5.0%}  {name if name not in fields else f'rules of {name}'}")


def two_processes(documents: list[Labelled]) -> None:
    """Partitions handed to one and to two reading processes that stand ready; wall time, the best of two.

    On a machine that does other things as well wall time says little: what a partition costs in processor time, alone
    and beside another reader, says how far two could get.
    """
    programme = load_programme()
    with tempfile.TemporaryDirectory() as folder:
        state = State(f"{folder}/raw", f"{folder}/extracted")
        (state.archive().raw / "captures").mkdir(parents=True)
        ids = [state.archive().put(document.text.encode()) for document in documents]
        captures = tuple(capture(ids[number % len(ids)], number) for number in range(SIZE))
        cues = {programme.code: programme}
        prints = {programme.code: ruleset_fingerprint(programme)}
        best: dict[int, float] = {}
        each: dict[int, float] = {}
        for workers in (1, 2):
            with get_context("spawn").Pool(workers) as pool:
                for turn in range(3):
                    work = [
                        Partition(state, f"{workers}-{turn}-{number}", AT, captures, cues, prints)
                        for number in range(PARTITIONS)
                    ]
                    start = time.perf_counter()
                    spent = pool.map(keep, work, chunksize=1)
                    # The first turn warms up.
                    if turn:
                        best[workers] = min(best.get(workers, float("inf")), time.perf_counter() - start)
                        each[workers] = min(each.get(workers, float("inf")), sum(spent) / len(spent))
    print(
        f"two processes: {best[1] / best[2]:.2f} times one ({PARTITIONS} partitions of {SIZE}, {best[1]:.1f} s by one)"
    )
    print(f"  a partition costs {each[1]:.2f} s alone, {each[2]:.2f} s beside one: at most {2 * each[1] / each[2]:.2f}")


def keep(partition: Partition) -> float:
    """Processor seconds that reading and keeping the partition took."""
    return seconds(lambda: read_and_keep(partition))


def capture(document_id: str, number: int) -> dict[str, Any]:
    return {
        "capture_id": str(number), "document_id": document_id, "programme_code": "gwangju-ai", "published_at": None,
        "fetched_at": AT, "publisher": None, "url": "https://example.kr", "status": "ok", "encoding": "utf-8",
        "recipe": None,
    }  # fmt: skip


def memory(documents: list[Labelled]) -> None:
    some = announcements(documents)
    work = reader_of(some)
    for count in (MANY // 10, MANY):
        for _ in range(count // len(some)):
            work()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"memory after {count:>7,} documents: {peak:.0f} MB at most")


def main(steps: list[str]) -> None:
    documents = labelled_documents()
    for step in (memory, speeds, floor, parts, two_processes):
        if not steps or step.__name__ in steps:
            step(documents)


if __name__ == "__main__":
    main(sys.argv[1:])
