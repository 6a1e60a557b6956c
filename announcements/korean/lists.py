"""Lists of organisations: separators of every kind, pairs, and the words that close a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.korean.dealings import DEALS_WITH, QUOTED_OBJECT, SHARED_OBJECT, counts_others
from announcements.korean.fields import after_fields
from announcements.korean.names import FIELD_WORDS, LEGAL_FORM, MARK, Attested, Name, introduces, name_at, read_name
from announcements.korean.numbers import NATIVE, to_int
from announcements.korean.particles import ADNOMINAL, TITLE, agrees, ends_with_particle
from announcements.korean.persons import each_with_a_person, heads_of_one, persons_first

# What closes a list: '등 AI 유망기업 10개사', '등', '2개사'. The count itself is read elsewhere.
_AND_SO_ON = re.compile(
    r"(?:\s|(?<=[㈜)]))등(?:과|와|이|도|은|을)?(?:\s[^▲,]{0,60}|\d[^▲,]{0,30})?$|(?:을|를)\s(?:비롯한|"
    r"포함한)\s[^▲,]{0,40}?\d[^▲,]{0,20}$"
)
_COUNT = re.compile(
    rf"\s(?:(?:[^\s,▲()'\"]|\([^\s()]{{1,10}}\)){{1,12}}\s){{0,4}}?(?P<n>\d{{1,3}}|{NATIVE})\s?(?:개\s?[^\s,▲]{{0,10}}|곳|회사|기업|"
    rf"기관|업체|사|\s[A-Za-z가-힣·()]{{2,8}}\s(?:기업|기관|업체|회사|스타트업))(?:\s?\S{{0,10}}\s?(?:기업|기관|업체|회사))?들?$"
)
_COMPRISING = re.compile(r"(?:(?:을|를)\s(?:비롯해서?|비롯한|포함해|포함한)|\s외에도?)\s")
# '기업은 가나다, 라마바이며 기관은 사아자다'.
_SECOND_GROUP = re.compile(
    r"(?:이며|이고|등이며|등이고),?\s(?:[가-힣]{1,6}\s)?(?:기업|기관|협회|단체|업체|"
    r"연구기관)(?:들)?(?:은|는|으로는|로는)\s"
)
# '김하나, 이두리 등 기업인들과'.
_PERSONS_AT_END = re.compile(
    r"(?:기업인|경영인|창업가|인사|전문가|학자|교수|연구자|참석자|시민|주민|청년)(?:들)?[과와이은는도]?$"
)
# '의료와 법률 등을 다루는 기업 3곳과'.
_FIELDS_OF = re.compile(rf"\s등[을의에](?:\s[^\s,]{{1,8}}[을를에]?)?\s(?!비롯|포함|망라)[^\s,]{{1,6}}[{ADNOMINAL}]\s")
# '▲가나다 ▲라마바 대표들과': the heads of all.
_HEADS_OF_ALL = re.compile(r"(?<=[^\s,])의?\s(?:대표(?:이사)?|사장|임원)들$")
_GROUP = re.compile(
    r"\s등\s(?:[^\s,▲]{1,10}\s){0,3}?\d{1,3}\s?(?:개사|곳|개\s?(?:기업|기관|업체|회사|"
    r"단체))(?:[과와],?|,)\s(?:그리고\s)?(?=[^\s]{2})"
    # '가나다, 라마바 등 소프트웨어 기업과 팹리스인 사아자': the number left out.
    r"|\s등\s(?:[^\s,▲]{1,10}\s){0,2}?(?:기업|업체|회사|기관|스타트업)(?:[과와],?|,)\s(?:그리고\s)?(?=[^\s]{2})"
)
# "'가나다' '라마바'".
_BETWEEN_QUOTES = re.compile(r"(?<=[가-힣A-Za-z0-9)㈜]')\s(?='[가-힣A-Za-z0-9(㈜])")
_BULLET = re.compile(r"▲|◇|\|\||〃|■|◆|●|○")
# '불을 끄는 가나다와, 길을 여는 라마바': between two that are described the particle goes with the comma.
_SIGNS = re.compile(r"[(),/、;]|(?<=[가-힣A-Za-z0-9)㈜])[와과],(?=\s(?:[^\s,]{1,12}\s){2,12}[^\s,]{2,20}$)")
_JOINED = re.compile(r"(?<=[가-힣A-Za-z0-9)㈜'])([와과])\s+|\s및\s|\s그리고\s")


# '가나다, 라마바 등 기업 3곳, 단체 1곳': two counts close one list.
_COUNTED_BY_SORT = re.compile(
    r"(?:\s|(?<=[㈜)]))등\s(?:[^\s,▲\d]{1,8}\s)?\d{1,2}\s?(?:개사|곳|개)(?:,|과|와|\s및)\s(?:[^\s,▲\d]{1,8}\s)\d{1,2}\s?(?:개사|곳|개)$"
)


def read_list(text: str, start: int, end: int, attested: Attested, strict: bool = False) -> list[Name]:
    """Names in a list, in order; none where the words turn out not to be a list of names.

    Args:
        attested: Says whether the document uses some words as a name elsewhere (decides about '·' and spaces).
        strict: Refuse the whole list when any piece of it names nothing.
    """
    if counts_others(text, start, end):
        return []
    for match in DEALS_WITH.finditer(text, start, end):
        start = match.end()
    start = after_fields(text, start, end)
    heads = _HEADS_OF_ALL.search(text, start, end)
    end = heads.start() if heads else end
    by_sort = _COUNTED_BY_SORT.search(text, start, end)
    if by_sort:
        return _read(text, start, by_sort.start(), attested, strict)
    # '가나다 등 3개 기업, 그리고 라마바 등 4곳': only what follows the last of the groups closes the list.
    groups = [match.end() for match in _GROUP.finditer(text, start, end)]
    closing = _AND_SO_ON.search(text, groups[-1] if groups else start, end)
    if closing:
        if _PERSONS_AT_END.search(closing.group()) or _FIELDS_OF.match(closing.group()):
            return []
        return _read(text, start, closing.start(), attested, strict)
    is_counted = False
    for match in _counts(text, start, end):
        is_counted = True
        # '가나다·라마바 2개사': without 등 the number must be that of the names; else it counts others.
        # '게임 개발사 가나다 두 곳', '소음을 잡는 가나다 두 곳': what describes the number names nobody itself.
        described = text[match.start() : match.start("n")].strip()
        if introduces(described) or _DOES_SOMETHING.search(described):
            continue
        # '로봇을 만드는 가나다 두 회사': cut within the words that describe the last of them.
        if described and _ENDS_WITHIN.search(text, start, match.start()):
            continue
        names = _read(text, start, match.start(), attested, strict)
        if len(names) == to_int(match["n"]) and not FIELD_WORDS.intersection(name.text for name in names):
            return names
    return [] if is_counted else _read(text, start, end, attested, strict)


_ENDS_WITHIN = re.compile(r"[가-힣](?:을|를|의|에|에서|로)$")
# '로봇을 만드는 두 회사' describes the companies, '로봇을 만드는 가나다 두 회사' one that is named.
_DOES_SOMETHING = re.compile(rf"[을를]\s(?:[^\s]{{1,8}}\s)?[^\s]{{0,8}}[{ADNOMINAL}]\s(?!이렇게$|모두$|총$)")


def _counts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The closing count with fewer and fewer words before it taken for its description."""
    position = start
    while match := _COUNT.search(text, position, end):
        yield match
        position = match.start() + 1


# '가나다, 라마바, 그리고 사아자까지 3개사', '가나다, 라마바 이렇게 두 곳'.
_UP_TO_THE_LAST = re.compile(r"(?<=[^\s,·])(?:(?:에\s이르기)?까지|\s이렇게)[\s.]*$")


def _read(text: str, start: int, end: int, attested: Attested, strict: bool) -> list[Name]:
    last = _UP_TO_THE_LAST.search(text, start, end)
    end = last.start() if last else end
    pieces = _without_objects(text, _pieces(text, start, end, attested), attested)
    found: list[Name] = []
    if persons_first([text[slice(*piece)].strip() for piece in pieces]):
        return []
    for begins, ends in pieces:
        # '물류를 잇는 가나다, 농업과 축산을 돕는 라마바': each piece may begin with fields.
        names = _names(text, after_fields(text, begins, ends), ends, attested, alone=len(pieces) == 1)
        if strict and not names:
            return []
        found += names
    return [] if each_with_a_person([name.text for name in found], attested) else found


def _without_objects(text: str, pieces: list[tuple[int, int]], attested: Attested) -> list[tuple[int, int]]:
    """Pieces without those that only name what the next one makes, sells or serves."""
    kept: list[tuple[int, int]] = []
    for piece in pieces:
        if QUOTED_OBJECT.match(text, *piece):
            while kept and text[slice(*kept[-1])].rstrip().endswith("'"):
                kept.pop()
        if SHARED_OBJECT.match(text, *piece):
            while (
                kept
                and " " not in text[slice(*kept[-1])].strip()
                and not _marked(text[slice(*kept[-1])].strip(), attested)
            ):
                kept.pop()
        kept.append(piece)
    return kept


def _pieces(text: str, start: int, end: int, attested: Attested) -> list[tuple[int, int]]:
    """Split at bullets, else at commas and slashes outside brackets; 'A를 비롯해 B' is a list too."""
    bullets = [match.span() for match in _BULLET.finditer(text, start, end)]
    if bullets:
        bullets[0] = (_before_particle(text, start, bullets[0][0], attested), bullets[0][1])
    comprising = [match.span() for match in _COMPRISING.finditer(text, start, end)]
    # '가나다, 라마바를 비롯해 사아자 ▲차카타': commas part what comes before that word.
    commas_to = end if not bullets else max((at for at, _ in comprising if at < bullets[0][0]), default=start)
    marks: list[tuple[int, int]] = bullets + comprising
    depth = 0
    for sign in _SIGNS.finditer(text, start, commas_to):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if depth <= 0 and sign[0] not in "()" and not _digits_around(text, sign.start()):
            marks.append(_with_particle(text, start, sign))
    marks += [match.span() for match in _BETWEEN_QUOTES.finditer(text, start, end)]
    marks += [match.span() for match in _GROUP.finditer(text, start, end)]
    marks += [match.span() for match in _SECOND_GROUP.finditer(text, start, end)]
    spans, first = [], start
    for mark_start, mark_end in sorted(marks):
        if mark_start >= first:
            spans.append((first, mark_start))
            first = mark_end
    return [span for span in [*spans, (first, end)] if text[slice(*span)].strip(" ,·등")]


def _with_particle(text: str, start: int, sign: re.Match[str]) -> tuple[int, int]:
    """The sign's span, without a syllable before a comma that may belong to the name."""
    before = text[start : sign.start()].split(" ")[-2:]
    joined = len(sign[0]) > 1 and len(before) > 1 and before[0].endswith("는") and agrees(before[1], sign[0][0])
    return sign.span() if joined else (sign.end() - 1, sign.end())


def _before_particle(text: str, start: int, bullet: int, attested: Attested) -> int:
    """'가나다와 ▲라마바 ▲사아자': the first name stands before the bullets, joined to them by a particle."""
    first = text[start:bullet].rstrip()
    word = first.split(" ")[-1]
    joined = len(word) > 2 and ends_with_particle(word, "와과") and not attested(word)
    return start + len(first) - 1 if joined else bullet


def _digits_around(text: str, position: int) -> bool:
    return text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()


def _names(text: str, start: int, end: int, attested: Attested, alone: bool) -> list[Name]:
    """Names in one piece: split at 와/과 and, where the parts are names, at '·' and at legal forms."""
    # '…, 13일에는 온터·마루빛': the day is no part of them.
    day = _DAY.match(text, start, end)
    start = day.end() if day else start
    if _ONE_WORD.fullmatch(text, start, end):
        name = name_at(text, start, end)
        return [name] if name else []
    found: list[Name] = []
    for first, last in _at_joints(text, start, end):
        for part in _at_dots(text, first, last, attested, alone):
            for one in _at_legal_forms(text, *part, attested):
                name = read_name(text, *one, attested)
                if name:
                    found.append(name)
    return found


_DAY = re.compile(r"\s?\d{1,2}일(?:에는|에)?\s")
# Most pieces are a word that can neither be split nor hold more than its name.
_ONE_WORD = re.compile(r"\s?㈜?[가-힣A-Za-z0-9&]+㈜?\s?")
_DOT = re.compile("·")
_WORD = re.compile(r"\S+")


def _at_legal_forms(text: str, start: int, end: int, attested: Attested) -> list[tuple[int, int]]:
    """'㈜가나 ㈜다라 마바㈜': where the separators are lost, a form before or after gives the boundaries.

    Two words between two boundaries may be one name or two: only what the text uses elsewhere is kept.
    """
    marks = [mark for mark in MARK.finditer(text, start, end) if not _in_bracket(text, start, mark.start())]
    if len(marks) < 2:
        return [(start, end)]
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, start, end):
        begins = bool(re.match(rf"{LEGAL_FORM}\S", match.group()))
        after_end = bool(spans) and bool(re.search(rf"\S{LEGAL_FORM}$", text[slice(*spans[-1])]))
        # A word with the form at its end after one with the form at its start: two names.
        second = bool(re.search(rf"\S{LEGAL_FORM}$", match.group())) and bool(spans)
        opened = second and bool(MARK.match(text[slice(*spans[-1])]))
        if not spans or begins or after_end or opened:
            spans.append(match.span())
        else:
            spans[-1] = (spans[-1][0], match.end())
    return [span for span in spans if " " not in text[slice(*span)] or attested(text[slice(*span)])]


def _at_joints(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """'A와 B': split at a particle that agrees with the word before it."""
    spans, first = [], start
    for match in _JOINED.finditer(text, start, end):
        word = text[first : match.start()].split(" ")[-1]
        if match[1] and (len(word) < 2 or not agrees(word, match[1]) or _in_bracket(text, start, match.start())):
            continue
        if not text[match.end() : end].strip(" ,.") or TITLE.fullmatch(text[match.end() : end].strip()):
            continue
        spans.append((first, match.start()))
        first = match.end()
    return [*spans, (first, end)]


def _in_bracket(text: str, start: int, position: int) -> bool:
    return text.count("(", start, position) > text.count(")", start, position)


def _at_dots(text: str, start: int, end: int, attested: Attested, alone: bool) -> list[tuple[int, int]]:
    """Split at '·' where it separates names, not inside what introduces them ('인사평가·디지털트윈 업체 …')."""
    dots = [dot.start() for dot in _DOT.finditer(text, start, end) if not _in_bracket(text, start, dot.start())]
    if not dots or heads_of_one(text, start, end, MARK.search(text, start, end) is not None):
        return [(start, end)]
    edges = [start, *(dot + 1 for dot in dots)]
    spans = list(zip(edges, [*dots, end], strict=True))
    words = [text[slice(*span)].strip() for span in spans]
    if _plain_names(words, alone) or all(_marked(word, attested) for word in words):
        return spans
    kept: list[tuple[int, int]] = [spans[0]]
    for span, word, before in zip(spans[1:], words[1:], words, strict=False):
        if _marked(before, attested) and len(word) > 1:
            kept.append(span)
        else:
            kept[-1] = (kept[-1][0], span[1])
    return kept


def _marked(word: str, attested: Attested) -> bool:
    return bool(MARK.search(word)) or attested(word) or attested(word.split(" ")[-1])


_FROM = re.compile(r"^[가-힣]{2,4}의\s(?=\S+$)")


def _plain_names(words: list[str], alone: bool) -> bool:
    """Are these parts names, not a compound ('산·학·연', '헬스케어·데이터') or fields of one company?"""
    first, *others = (MARK.sub("", word).strip() for word in words)
    # '서울의 가나다·라마바': where the first, or both, come from.
    bare = [_FROM.sub("", first), *others]
    if any(len(word) < 2 or word in FIELD_WORDS for word in bare) or any(introduces(word) for word in bare[1:]):
        return False
    short = all(len(word.split(" ")) <= 2 for word in bare[1:])
    marked = any(MARK.search(word) for word in words)
    # 'AI 기업 가나다·라마바': the first may be introduced.
    single = all(" " not in word for word in bare[1:]) and (" " not in bare[0] or introduces(bare[0]))
    return short and (alone or marked or len(words) > 2 or single)
