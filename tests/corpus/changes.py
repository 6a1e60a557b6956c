"""``python -m tests.corpus.changes``: the corpus rewritten with the same meaning must score the same.

Every organisation gets an invented name, parties change places, numbers and dates move together; separators, legal
markers, residue (added and removed), digits, spaces and encodings change. A reader that learnt the corpus by heart
would fall here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from announcements.decode import decode
from announcements.korean.particles import has_final_consonant, words
from tests.corpus.predict import FIELDS, Labelled, Tally, labelled_documents, load_programme, predict, say

SEEDS = 20
TOLERANCE = 0.01
# Organisations that the documents mention without being anyone's party; they are renamed as well.
MENTIONED = words(
    "인코어드P&P 인코어드 코그넷나인 코크넷나인 클라우드웍스 헬스허스 싸이버매딕 제타뱅크 미소정보기술 "
    "스프링클라우드 이스트소프트 아크릴 솔트룩스 애자일소다 클로봇 쿠도커뮤니케이션 인텔리빅스 NH네트웍스 "
    "엑센트리벤처스 에이직랜드 에임퓨처 모빌린트 수퍼게이트 나무기술 나무인텔리전스 넷온 클라이온 마음AI "
    "아이스크림에듀 아이스크림미디어"
)
_SYLLABLES = (
    "가나다라마바사아자차카타파하노도로모보소조코토포호누두루무부수주쿠투푸후니디리미비시지키티피네데레"
    "메베세제케테페텍랩닉빅틱"
)
# Last syllables that look like particles, verbs or common endings.
_TRAPS = "은는이가와과을를의도로만에고며서들등"
_SECOND = ("홀딩스", "코퍼레이션", "테크놀로지", "랩스", "파트너즈", "시스템즈")
# Names that end in a word of which titles of agreements are made.
_TRADES = ("기술", "산업", "데이터", "정보기술", "개발", "시스템", "바이오", "엔지니어링")
_LATIN = ("AI", "X", "TECH", "P&P", "8", "24", "Lab")
_LEGAL = ("㈜{}", "{}㈜", "(주){}", "{}(주)", "주식회사 {}", "{}")
_PARTICLES = {
    "은": "은는",
    "는": "은는",
    "이": "이가",
    "가": "이가",
    "과": "과와",
    "와": "과와",
    "을": "을를",
    "를": "을를",
}


def invented_name(rng: random.Random) -> str:
    """A name nobody has: some with a space, Latin letters, or a last syllable that looks like a particle."""
    stem = "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))
    shape = rng.random()
    if shape < 0.25:
        return stem + rng.choice(_TRAPS)
    if shape < 0.4:
        return f"{stem} {rng.choice(_SECOND)}"
    if shape < 0.55:
        return stem + rng.choice(_LATIN)
    if shape < 0.7:
        return stem + rng.choice(_TRADES)
    return stem


def with_particle(name: str, particle: str) -> str:
    """``name`` with the form of the particle that it takes."""
    pair = _PARTICLES[particle]
    final = has_final_consonant(name)
    return name + (particle if final is None else pair[0] if final else pair[1])


def renamed(document: Labelled, names: dict[str, str]) -> Labelled:
    ordered = sorted((name for name in names if name in document.text), key=lambda n: (-len(n), n))
    if not ordered:
        return document
    pattern = re.compile(
        rf"(?<![가-힣A-Za-z])({'|'.join(map(re.escape, ordered))})(㈜|\(주\))?(는|은|이|가|과|와|을|를)?(?![가-힣])"
    )

    def put(match: re.Match[str]) -> str:
        new = names[match[1]] + (match[2] or "")
        if not match[3]:
            return new
        return new + match[3] if match[2] else with_particle(new, match[3])

    gold = dict(document.gold)
    gold["parties"] = [names.get(party, party) for party in gold.get("parties") or []]
    text = pattern.sub(put, document.text)
    # A name glued to other words stays as it was, so its label has to stay as well.
    kept = {party for party in document.gold.get("parties") or [] if names.get(party, party) not in text}
    gold["parties"] = [p if p in kept else names.get(p, p) for p in document.gold.get("parties") or []]
    return replace(document, text=text, gold=gold)


def shifted_numbers(document: Labelled, step: int) -> Labelled:
    """Ordinals and counts from 40 up move by ``step``, in the text and in the labels."""
    moved: set[int] = set()

    def move(match: re.Match[str]) -> str:
        value = int(match[0].replace(",", ""))
        if value < 40:
            return match[0]
        moved.add(value)
        return str(value + step)

    counter = r"(?=\s?(?:번째|~\d+번째|∼\d+번째|개사|개\b|개를|개로|개다|개,|개 |개의|곳|명(?!\s?규모)))"
    text = re.sub(rf"(?<![\d.,~∼])\d{{1,4}}{counter}|(?<=[~∼])\d{{1,4}}(?=번째)", move, document.text)

    def label(value: Any) -> Any:
        return value + step if isinstance(value, int) and value in moved else value

    gold = dict(document.gold)
    for key in ("ordinal_first", "ordinal_last"):
        gold[key] = label(gold.get(key))
    gold["totals"] = {key: label(value) for key, value in (gold.get("totals") or {}).items()}
    gold["goals"] = [goal | {"value": label(goal["value"])} for goal in gold.get("goals") or []]
    return replace(document, text=text, gold=gold)


def shifted_dates(document: Labelled, years: int) -> Labelled:
    """Every year moves by ``years``; days of the month stay."""

    def later(day: date | None) -> date | None:
        return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day) if day else None

    gold = dict(document.gold)
    if gold.get("signed_date"):
        moved = later(date.fromisoformat(gold["signed_date"]))
        gold["signed_date"] = moved.isoformat() if moved else None
    gold["goals"] = [
        goal | {"year": goal["year"] + years if goal.get("year") else None} for goal in gold.get("goals") or []
    ]
    text = re.sub(r"(?<!\d)20[12]\d(?=\s?[년.\-/])", lambda m: str(int(m[0]) + years), document.text)
    return replace(document, text=text, published=later(document.published), gold=gold)


def moved_markers(document: Labelled, rng: random.Random, names: Iterable[str]) -> Labelled:
    """Legal markers before, after or gone; particles follow the word they stand on."""
    text = document.text
    for name in sorted({n for n in names if n in text}, key=lambda n: (-len(n), n)):
        form = rng.choice(_LEGAL)
        pattern = re.compile(
            rf"(?:㈜|\(주\))?(?<![가-힣A-Za-z]){re.escape(name)}(?:㈜|\(주\))?(는|은|이|가|과|와|을|를)"
            rf"?(?![가-힣A-Za-z])"
        )

        def put(match: re.Match[str], form: str = form, name: str = name) -> str:
            if not re.search(r"㈜|\(주\)", match[0]):
                return match[0]
            new = form.format(name)
            if not match[1]:
                return new
            return new + _PARTICLES[match[1]][1] if new.endswith(("㈜", "(주)")) else with_particle(new, match[1])

        text = pattern.sub(put, text)
    return replace(document, text=text)


def swapped_separators(document: Labelled, rng: random.Random, names: Iterable[str]) -> Labelled:
    bullet = rng.choice("▲△▷")
    text = re.sub("[▲△▷]", bullet, document.text)
    known = "|".join(map(re.escape, sorted({n for n in names if n in text}, key=lambda n: (-len(n), n))))
    if known and rng.random() < 0.5:
        between = rng.choice(["·", "‧", "․", "・", ", ", ","])
        one = rf"(?:㈜|\(주\)|주식회사 )?(?:{known})(?:㈜|\(주\))?"
        text = re.sub(rf"({one})(?:, |·)(?={one}(?:[,·과와]| 등))", lambda m: m[1] + between, text)
    return replace(document, text=text)


def reordered(document: Labelled, rng: random.Random) -> Labelled:
    """The parties change places in the text: same set, other order."""
    parties = [p for p in document.gold.get("parties") or [] if p in document.text]
    if len(parties) < 2:
        return document
    return renamed(document, dict(zip(parties, rng.sample(parties, len(parties)), strict=True)))


_RESIDUE_TOP = (
    "본문 바로가기\n",
    "글자 크기\n",
    "홈 > 뉴스 > 사회\n",
    "이 기사를 공유합니다\n댓글 0\n",
    "상태바\n",
    "![](https://example.org/a.jpg)\n",
    "0번째 이미지\n",
)
_RESIDUE_END = (
    "\n저작권자 © 무단 전재 및 재배포 금지\n",
    "\n관련기사\n",
    "\n#인공지능 #협약\n",
    "\n기자 abc@example.org\n",
    "\n좋아요 0 화나요 0\n",
    "\n시장(왼쪽에서 세번째)이 기념촬영을 하고 있다. /시 제공\n",
)


def with_residue(document: Labelled, rng: random.Random) -> Labelled:
    top = rng.choice(_RESIDUE_TOP) if rng.random() < 0.6 else ""
    # An excerpt broken off in the middle of a word must stay at the end of the text.
    ends = document.text.rstrip().endswith((".", "다", "요", ">", "지"))
    return replace(
        document, text=top + document.text + (rng.choice(_RESIDUE_END) if ends and rng.random() < 0.6 else "")
    )


def wide(document: Labelled, rng: random.Random) -> Labelled:
    text = document.text
    if rng.random() < 0.3:
        text = text.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789"})
    if rng.random() < 0.3:
        text = re.sub(
            r"(?<=\S) (?=\S)", lambda m: "  " if rng.random() < 0.3 else "\u00a0" if rng.random() < 0.1 else " ", text
        )
    return replace(document, text=text)


# Lines that say nothing of the pact and may be missing: rights, writers' addresses, counters, widgets. Days stay.
_REMOVABLE = re.compile(
    r"^[^\n]{0,60}(?:저작권자|무단\s?전재|\S@\S|댓글|글자\s?크기|좋아요|"
    r"공유하기|add remove|본문 바로가기|Text Size)[^\n]{0,60}$\n?",
    re.MULTILINE,
)


def without_residue(document: Labelled, rng: random.Random) -> Labelled:
    if rng.random() < 0.5:
        return document
    kept = _REMOVABLE.sub(lambda m: m[0] if re.search(r"\d{4}|\d일|[가-힣]다\.", m[0]) else "", document.text)
    return replace(document, text=kept) if kept.strip() else document


def reencoded(document: Labelled, rng: random.Random) -> Labelled:
    """The bytes of another encoding, decoded as a source's bytes are."""
    encoding = rng.choice(("utf-8", "utf-8-sig", "utf-16", "cp949"))
    try:
        data = document.text.encode(encoding)
    except UnicodeEncodeError:
        data = document.text.encode("utf-8")
    return replace(document, text=decode(data).text)


def changed(documents: list[Labelled], seed: int) -> list[Labelled]:
    """The corpus with all changes of one seed; names are the same in every document."""
    rng = random.Random(seed)
    known = {party for d in documents for party in d.gold.get("parties") or []} | set(MENTIONED)
    names: dict[str, str] = {}
    for name in sorted(known):
        new = invented_name(rng)
        while new in names.values():
            new = invented_name(rng)
        names[name] = new
    step, years = rng.randint(0, 37), rng.randint(-1, 2)
    steps: list[Callable[[Labelled], Labelled]] = [
        lambda d: reordered(d, rng),
        lambda d: renamed(d, names),
        lambda d: shifted_numbers(d, step),
        lambda d: shifted_dates(d, years),
        lambda d: moved_markers(d, rng, names.values()),
        lambda d: swapped_separators(d, rng, names.values()),
        lambda d: without_residue(d, rng),
        lambda d: with_residue(d, rng),
        lambda d: wide(d, rng),
        lambda d: reencoded(d, rng),
    ]
    result = []
    for document in documents:
        for step_of in steps:
            document = step_of(document)
        result.append(document)
    return result


def pooled(seeds: Iterable[int]) -> Tally:
    documents, programme, counted = labelled_documents(), load_programme(), Tally()
    for seed in seeds:
        for document in changed(documents, seed):
            if not document.gold.get("series_certainty"):
                counted.add(f"{seed}:{document.id}", document.gold, predict(document, programme))
    return counted


def main(seeds: int = SEEDS) -> int:
    documents, programme = labelled_documents(), load_programme()
    plain = Tally()
    for document in documents:
        if not document.gold.get("series_certainty"):
            plain.add(document.id, document.gold, predict(document, programme))
    moved = pooled(range(seeds))
    before, after = plain.figures(), moved.figures()
    worse = False
    say(f"{'field':12} {'corpus F1':>9} {'changed F1':>10} {'P':>6} {'R':>6}   over {seeds} seeds")
    for name in FIELDS:
        fell = before[name][2] - after[name][2] > TOLERANCE
        worse = worse or fell
        say(
            f"{name:12} {before[name][2]:9.3f} {after[name][2]:10.4f} {after[name][0]:6.3f} "
            f"{after[name][1]:6.3f}   {'FELL' if fell else ''}"
        )
    say(f"record exact {plain.record_exact:.3f} -> {moved.record_exact:.3f}")
    for identifier, name, missing, wrong in moved.errors[:80]:
        say(f"  {identifier} {name}: missing {missing}, wrong {wrong}")
    return 1 if worse else 0


if __name__ == "__main__":
    raise SystemExit(main())
