"""``python -m tests.corpus.likeness``: how alike texts are that are one, and texts that are not.

Every pair is compared as the warehouse does (macro ``likeness``, on the sketches of readings): the labelled
announcements of one day of signing, marked by hand where one was printed from the other's text; all other pairs; and
each announcement beside copies of itself as newspapers make them. The threshold of ``star.document_voice``, a half,
stands in the gap.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

import duckdb
import polars as pl

from announcements.document import prepare
from announcements.likeness import sketch
from tests.corpus.predict import Labelled, invented_documents, labelled_documents, load_programme
from warehouse.load import define_macros

SEEDS = 5
FEWEST = 20
# Announcements of one event of which one text is the other's: read side by side.
COPIES = {("022", "024"), ("050", "051"), ("053", "054"), ("055", "056"), ("216", "217")}
# Of one event and from one release, yet told anew for the most part: what the threshold leaves two voices.
RETOLD = {("048", "050"), ("048", "051"), ("021", "024"), ("021", "022")}
LIKENESS = "coalesce(likeness(length(a::bit), bit_count(a::bit), bit_count(b::bit), bit_count(a::bit & b::bit)), 0)"
OF_PAIRS = f"select {LIKENESS} as likeness from pair order by number"
# Hundreds of thousands of pairs: they are made where they are compared, not here.
OF_ALL = f"""
    select {LIKENESS} as likeness
    from (
        select one.sketch as a, other.sketch as b, one.number as first, other.number as second
        from text as one
        inner join text as other on one.number < other.number
    )
    order by first, second
"""
QUANTILES = (0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0)

_PARTICLE = re.compile(r"([가-힣]{2,})(은|는|을|를|과|와|에서|으로)(?=\s)")
_OTHER_PARTICLE = {"은": "이", "는": "가", "을": "도", "를": "도", "과": "및", "와": "및", "에서": "서", "으로": "로"}
_WORDS = ("이번", "새로운", "관련", "해당")
_FULL_STOP = re.compile(r"[가-힣a-z]\.(?=\s|$)")
_SENTENCE_END = re.compile(r"(?<=다\.)\s+")

Pair = tuple[str, str]
Change = Callable[[str, random.Random], str]


def particles(text: str, rng: random.Random) -> str:
    """Half of the particles are others."""
    return _PARTICLE.sub(lambda m: m[1] + _OTHER_PARTICLE[m[2]] if rng.random() < 0.5 else m[0], text)


def a_word_in_twenty(text: str, rng: random.Random) -> str:
    return " ".join(rng.choice(_WORDS) if len(w) > 1 and rng.random() < 0.05 else w for w in text.split(" "))


def a_sentence_out(text: str, rng: random.Random) -> str:
    parts = _SENTENCE_END.split(text)
    if len(parts) > 1:
        parts.pop(rng.randrange(len(parts)))
    return "\n".join(parts)


def first_half(text: str, _: random.Random) -> str:
    parts = _SENTENCE_END.split(text)
    return "\n".join(parts[: (len(parts) + 1) // 2])


def spaces(text: str, rng: random.Random) -> str:
    """A space in five is left out."""
    return re.sub(" ", lambda _: "" if rng.random() < 0.2 else " ", text)


def byline(text: str, _: random.Random) -> str:
    return f"[새벽일보=기자] {text}\n기자 desk@example.org\n저작권자 © 새벽일보 무단 전재 및 재배포 금지"


def all_of_it(text: str, rng: random.Random) -> str:
    for change in (particles, a_word_in_twenty, a_sentence_out, spaces, byline):
        text = change(text, rng)
    return text


CHANGES: dict[str, Change] = {
    "half of the particles": particles,
    "a word in twenty": a_word_in_twenty,
    "a sentence left out": a_sentence_out,
    "second half left out": first_half,
    "a space in five": spaces,
    "byline, rights": byline,
    "all but the halving": all_of_it,
}


def bundled() -> list[Labelled]:
    """The labelled announcements that are in the repository: the same figures everywhere."""
    return [document for document in labelled_documents() if document.id != "seed"]


def sketches(texts: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    programme = load_programme()
    return {name: sketch(prepare(text, programme, None)) for name, text in texts}


def likenesses(pairs: Iterable[tuple[bytes, bytes]]) -> list[float]:
    """What the warehouse's macro says of each pair, in their order; 0 where a text has no shingle."""
    frame = pl.DataFrame(list(pairs), schema={"a": pl.Binary, "b": pl.Binary}, orient="row")
    return _asked(OF_PAIRS, "pair", frame)


def compared(texts: dict[str, bytes]) -> dict[Pair, float]:
    names = sorted(texts)
    frame = pl.DataFrame({"sketch": [texts[name] for name in names]}, schema={"sketch": pl.Binary})
    return dict(zip(combinations(names, 2), _asked(OF_ALL, "text", frame), strict=True))


def _asked(query: str, table: str, frame: pl.DataFrame) -> list[float]:
    with duckdb.connect() as connection:
        define_macros(connection)
        connection.register(table, frame.with_row_index("number"))
        return connection.execute(query).pl()["likeness"].to_list()


def changed(documents: list[Labelled], change: Change) -> list[float]:
    """Each announcement beside changed copies of itself."""
    copies = (
        (f"{d.id} {seed}", change(d.text, random.Random(f"{d.id} {seed}"))) for d in documents for seed in range(SEEDS)
    )
    original = sketches((d.id, d.text) for d in documents)
    return likenesses((original[name.split(" ")[0]], one) for name, one in sketches(copies).items())


def distribution(what: str, values: list[float]) -> str:
    ranked = sorted(values)
    at = (ranked[round(share * (len(ranked) - 1))] for share in QUANTILES)
    return f"{what:34}{len(ranked):8}" + "".join(f"{value:7.2f}" for value in at)


def groups(documents: list[Labelled]) -> Iterator[tuple[str, dict[Pair, float]]]:
    """Pairs of labelled announcements by what they are to each other."""
    days = {d.id: d.gold["signed_date"] for d in documents}
    pairs = compared(sketches((d.id, d.text) for d in documents))
    marked = COPIES | RETOLD
    same = {pair for pair in pairs if days[pair[0]] is not None and days[pair[0]] == days[pair[1]]} - marked
    yield "one text, marked by hand", {pair: pairs[pair] for pair in sorted(COPIES & pairs.keys())}
    yield "one release, told anew", {pair: pairs[pair] for pair in sorted(RETOLD & pairs.keys())}
    yield "other pairs of one day", {pair: pairs[pair] for pair in sorted(same)}
    yield "all other pairs", {pair: pairs[pair] for pair in sorted(pairs.keys() - same - marked)}


def invented() -> dict[Pair, float]:
    """Pairs of announcements by other hands of different events: two of one event, by its ordinals, may be one text.

    Without those of one sentence: half of it is what all such sentences say, and it counts as another's copy. That
    takes a voice away and gives none.
    """
    documents = {document.id: document for document in invented_documents() if _is_longer(document)}
    texts = sketches((document.id, document.text) for document in documents.values())
    found = compared({name: one for name, one in texts.items() if _marks(one) >= FEWEST})
    return {pair: likeness for pair, likeness in found.items() if not _of_one_event(*(documents[n] for n in pair))}


def _is_longer(one: Labelled) -> bool:
    return len(_FULL_STOP.findall(one.text)) > 1


def _of_one_event(one: Labelled, other: Labelled) -> bool:
    ordinals = [(each.gold["ordinal_first"], each.gold["ordinal_last"]) for each in (one, other)]
    return ordinals[0] == ordinals[1] and ordinals[0][0] is not None


def _marks(one: bytes) -> int:
    return int.from_bytes(one, "big").bit_count()


def main() -> None:
    documents = bundled()
    print(f"{'likeness of':34}{'pairs':>8}" + "".join(f"{f'{share:.0%}':>7}" for share in QUANTILES))
    for what, change in CHANGES.items():
        print(distribution(f"copies: {what}", changed(documents, change)))
    for what, pairs in (*groups(documents), ("invented ones, all different", invented())):
        print(distribution(what, list(pairs.values())))
        for (one, other), likeness in sorted(pairs.items(), key=lambda item: -item[1])[:6]:
            print(f"{'':8}{likeness:.2f} {one} {other}")


if __name__ == "__main__":
    main()
