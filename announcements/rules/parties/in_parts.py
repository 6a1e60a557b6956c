"""Organisations named part by part, in sentences that follow one another, together as many as the report says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from announcements.document import Document, Finding
from announcements.korean.names import Name
from announcements.korean.particles import agrees
from announcements.rules.parties.beside import beside_signing, sizes_beside
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.lists import OTHERS, PERSONS, as_findings
from announcements.rules.parties.of_size import MOST_ELSE, PARTED, is_sure, may_be_names, tells_of_others
from announcements.rules.registry import rule
from announcements.rules.totals.whose import elsewhere
from announcements.text import Sentence

# '서울에서는', '의료 분야는', '기관으로는', '나머지': what part is told of.
_PART = re.compile(r"(?:[은는이가]|에서는?|에는|나머지)\s")
_OPENS = 4
# Those told of are the subject, or what the sentence says that it is; the verb may be any.
_ENDS = re.compile(r"(?<=[^\s,])(?=(?:[은는이가도]|이며|이고)\s)|(?=이?다\.?$)|(?=[을를]\s(?:포함|비롯)해)")
# '해외에서는 나라상사가 이들을 반긴다': who has to do with those that signed.
_OF_THEM = re.compile(r"이들|그들|저들|서로|관심|눈여겨")
_REST = re.compile(r"나머지(?:는)?\s")
_BRACKET = re.compile(r"\([^()\n]{1,30}\)")
_MOST_ENDS = 6
_MOST_PARTS = 5
# Fewer may be as many by chance.
_FEWEST = 4


@rule(
    "party.in_parts",
    positive=(
        "광주시가 8일 AI 기업 5곳과 광주형 AI 비즈니스 협약을 맺었다. 서울에서는 ㈜가나다와 라마바가 왔다. "
        "부산에서는 사아자, ㈜차카타, 파하가가 왔다."
    ),
    negative=(
        "광주시가 8일 AI 기업 6곳과 광주형 AI 비즈니스 협약을 맺었다. 서울에서는 ㈜가나다와 라마바가 왔다. "
        "부산에서는 사아자, ㈜차카타, 파하가가 왔다."
    ),
)
def in_parts(doc: Document) -> Iterator[Finding]:
    """Each sentence beside the signing tells of some of those who signed, together as many as the report says."""
    sizes = {size for size in sizes_beside(doc) if size >= _FEWEST}
    beside = [sentence for sentence in doc.prose if beside_signing(doc, sentence)] if sizes else []
    for first, opening in enumerate(beside):
        names: dict[str, Name] = {}
        for number, sentence in enumerate(beside[first : first + _MOST_PARTS]):
            found = _subjects(doc, sentence, max(sizes)) if sentence.index == opening.index + number else ()
            if not found or any(name.text in names for name in found):
                break
            names |= {name.text: name for name in found}
            if number and len(names) in sizes and _are_sure(doc, list(names.values())):
                yield from as_findings("party.in_parts", tuple(names.values()), "C")
                return


def _subjects(doc: Document, sentence: Sentence, most: int) -> tuple[Name, ...]:
    """The longest list of names of whom the sentence tells; none where it tells of persons or of anything else."""
    return doc.once(f"subjects of {sentence.index}", lambda d: _longest(d, sentence, most))


def _longest(doc: Document, sentence: Sentence, most: int) -> tuple[Name, ...]:
    rest = _REST.match(sentence.text)
    if PERSONS.search(_BRACKET.sub("", sentence.text)) or OTHERS.search(sentence.text, rest.end() if rest else 0):
        return ()
    starts = [sentence.start, *(m.end() for m in _PART.finditer(doc.text, sentence.start, sentence.end))][:_OPENS]
    ends = [m.start() for m in _ENDS.finditer(doc.text, sentence.start, sentence.end)][:_MOST_ENDS]
    ends.reverse()
    found: tuple[Name, ...] = ()
    around = ""
    for start in starts:
        for end in ends:
            parts = len(PARTED.findall(doc.text, start, end)) + 1 if end > start else 0
            if not len(found) < parts <= most + MOST_ELSE:
                continue
            names = names_between(doc, start, end, strict=True)
            if len(names) > len(found) and may_be_names(doc, names):
                found = names
                # What stands within the list describes those named.
                around = f"{doc.text[sentence.start : start]} {doc.text[end : sentence.end]}"
                break
    if not found or tells_of_others(around, found) or _OF_THEM.search(around):
        return ()
    if elsewhere(doc, sentence.start, found[0].start):
        return ()
    return found


def _are_sure(doc: Document, names: Sequence[Name]) -> bool:
    """The fewer they are, the more of them must be names for certain."""
    return sum(is_sure(doc, name) for name in names) >= {4: 2, 5: 1}.get(len(names), 0)


_BULLET = re.compile(r"▲\s?(?P<name>[^▲,.]{2,24}?)(?P<particle>[은는이가])\s[^▲]{2,}")


@rule(
    "party.bulleted",
    positive="광주시가 8일 AI 기업 3곳과 협약했다. ▲가나다는 로봇 ▲라마바는 음성 ▲사아자는 영상 기술을 갖고 있다.",
    negative="광주시가 8일 AI 기업 4곳과 협약했다. ▲가나다는 로봇 ▲라마바는 음성 ▲사아자는 영상 기술을 갖고 있다.",
)
def bulleted(doc: Document) -> Iterator[Finding]:
    """Behind each sign in a sentence beside the signing an organisation and what it does, as many as signed."""
    for sentence in doc.prose:
        signs = sentence.text.count("▲")
        if signs < 2 or signs not in sizes_beside(doc) or not beside_signing(doc, sentence):
            continue
        items = [
            m for m in _BULLET.finditer(doc.text, sentence.start, sentence.end) if agrees(m["name"], m["particle"])
        ]
        names = tuple(name for item in items for name in names_between(doc, *item.span("name"), strict=True))
        if len(names) == signs and may_be_names(doc, names) and not OTHERS.search(sentence.text):
            yield from as_findings("party.bulleted", names, "C")
