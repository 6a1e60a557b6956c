"""An ordinal for each of those that signed: '199번째 가나다, 200번째 라마바', '(가나다 199, 라마바 200)'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from announcements.document import Document, Finding
from announcements.korean.names import MARK
from announcements.korean.ordinals import GATE, Ordinal
from announcements.organisations import INSTITUTIONS
from announcements.rules.ordinals.others import is_not_series
from announcements.rules.pacts.city_signs import signing_clauses
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.registry import rule

_SIGN = r"\s?(?:번째|번(?!의)|호(?=[,)\s]))"
_AFTER = re.compile(
    r"['\"]?(?:㈜|\(주\))?['\"]?(?:[은는이가]\s|,\s?|\s?\(|\s)(?:통산\s|시와\s|시의\s)?"
    rf"(?P<n>\d{{1,3}})(?:(?P<sign>{_SIGN})|(?=[,)·]))"
)
_BEFORE = re.compile(
    rf"(?<![\d.,~\-])(?P<n>\d{{1,3}})(?P<sign>{_SIGN})(?:[은는이가의로]?\s)?"
    r"(?:(?:(?:업무\s?)?협약(?:의)?\s(?:주인공|기업|상대|파트너)|상대|주인공|파트너|동반자)(?:인|이\s된|은|는|가)?\s)?['\"(]?(?:㈜|\(주\)|주식회사\s)?$"
)
# Characters beside a name within which its ordinal stands.
_REACH = 32
_LETTER = re.compile("[가-힣A-Za-z0-9]")
_JOINED = re.compile(r"(?:[와과,·]\s?|\s및\s)(?:㈜|\(주\)|주식회사\s)?$")
MOST_PLACES = 20


class _Placed(NamedTuple):
    start: int
    end: int
    value: int
    name: str
    has_sign: bool


@rule(
    "ordinal.of_each",
    positive="199번째 ‘가나다’, 200번째 ‘라마바’\n광주시는 3일 가나다, 라마바와 인공지능 업무협약을 체결했다.",
    negative="199번째 ‘가나다’, 300번째 ‘라마바’\n광주시는 3일 가나다, 라마바와 인공지능 업무협약을 체결했다.",
    gate=GATE,
)
def each(doc: Document) -> Iterator[Finding]:
    """As many neighbouring ordinals as names that the city signs with, one beside each, in one sentence."""
    for clause in signing_clauses(doc):
        names = {_bare(name.text) for name in with_clause(doc, clause)[1]}
        found = list(_as_range(doc, _placed(doc, names), names))
        if found and found[0].start == found[1].start:
            yield from found


def of_each(doc: Document, numbers: list[Finding], signed: list[Finding]) -> list[Finding]:
    """The batch as the ordinals of its parties give it; one ordinal of several is of one of them only.

    Args:
        numbers: The batch as the words give it.
    """
    names = {_bare(finding.organisation_text or "") for finding in signed}
    values = sorted({finding.value_count or 0 for finding in numbers})
    # Of two ordinals one for each of two names there is nothing to be found that is missing.
    if len(names) < 2 or values[-1:] == [values[0] + len(names) - 1 if values else 0] or not doc.open(GATE):
        return numbers
    placed = _placed(doc, names)
    found = list(_as_range(doc, placed, names))
    if len(values) > 1:
        # '가나다는 160번째, 라마바는 161번째, 사아자는 162번째 협약 기업': its words may hold the last only.
        run = [finding.value_count or 0 for finding in found]
        return found if found and run[0] <= values[0] and values[-1] <= run[1] else numbers
    of_one = values and values[0] in placed and placed[values[0]].has_sign
    return found or ([] if of_one else numbers)


def _bare(name: str) -> str:
    return MARK.sub("", name).strip()


def _placed(doc: Document, names: set[str]) -> dict[int, _Placed]:
    """The ordinals beside the names, by their value."""
    found = {one.value: one for name in sorted(names) for one in _beside(doc, name, name)}
    for name, sort in _called_by_sort(names).items():
        for one in _beside(doc, name, sort):
            found.setdefault(one.value, one)
    return found


_SORT = re.compile(rf"{INSTITUTIONS}$")


def _called_by_sort(names: set[str]) -> dict[str, str]:
    """'33번째는 협회, 34번째는 가나다다': one of them is called by the last word of its name."""
    sorts = {name: sort.group() for name in names if (sort := _SORT.search(name)) and sort.start()}
    return sorts if len(set(sorts.values())) == len(sorts) else {}


def _as_range(doc: Document, placed: dict[int, _Placed], names: set[str]) -> Iterator[Finding]:
    run = sorted(placed)
    if (
        len(run) < 2
        or {one.name for one in placed.values()} != names
        or not run[-1] - run[0] + 1 == len(run) == len(names)
    ):
        return
    # Bare numbers may be of anything, unless the last of them is called an ordinal beside them.
    if all(one.has_sign for one in placed.values()) or f"{run[-1]}번째" in doc.sentence_at(placed[run[0]].start).text:
        first, last = placed[run[0]], placed[run[-1]]
        whole = (min(one.start for one in placed.values()), max(one.end for one in placed.values()))
        together = doc.sentence_at(whole[0]) is doc.sentence_at(whole[1] - 1)
        yield _finding(doc, "ordinal_first", first.value, *(whole if together else (first.start, first.end)))
        yield _finding(doc, "ordinal_last", last.value, *(whole if together else (last.start, last.end)))


def _beside(doc: Document, name: str, called: str) -> Iterator[_Placed]:
    """The ordinals right before or after a name, where no other name is joined to it.

    Args:
        called: What the text calls it: its name, or the last word of it.
    """
    at = doc.text.find(called)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        end = at + len(called)
        # Within another word it is no name.
        if (called != name or len(name) == 1) and at and _LETTER.match(doc.text, at - 1):
            at = doc.text.find(called, end)
            continue
        sentence = doc.sentence_at(at)
        before = _BEFORE.search(doc.text, max(sentence.start, at - _REACH), at)
        joined = _JOINED.search(doc.text, max(sentence.start, at - 8), at)
        alone = not joined or joined[0] == ", "
        # '199번째 가나다, 200번째 라마바': the one that comes first is its own.
        match = before or (_AFTER.match(doc.text, end, min(sentence.end, end + _REACH)) if alone else None)
        if match and _counts_pacts(doc, match):
            yield _Placed(match.start("n"), match.end(), int(match["n"]), name, bool(match["sign"]))
        at = doc.text.find(called, end)


_NUMBERS_PACTS = re.compile(r"협약|순번|차례|일련|순서")


def _counts_pacts(doc: Document, match: re.Match[str]) -> bool:
    # '부스는 가나다가 41번'.
    if (match["sign"] or "").strip() == "번" and not _NUMBERS_PACTS.search(doc.sentence_at(match.start("n")).text):
        return False
    value, start = int(match["n"]), match.start("n")
    end = match.end("sign") if match["sign"] else match.end("n")
    return not is_not_series(doc, doc.sentence_at(start), Ordinal(start, end, value, value))


def _finding(
    doc: Document, predicate: Literal["ordinal_first", "ordinal_last"], value: int, start: int, end: int
) -> Finding:
    return Finding("ordinal.of_each", predicate, start, end, value_count=value, value_text=doc.text[start:end])
