"""What a programme's announcements look like: the words particular to one city and one series of agreements.

Everything here is data from ``configs/programmes/<code>.yml`` under ``reading:``. Grammar that any Korean
announcement follows (numbers, dates, lists, legal forms) is code in ``announcements.korean``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import lru_cache
from typing import Any, ClassVar, Literal, get_args, get_origin, get_type_hints

from announcements.gates import Gate, Scan
from announcements.korean.particles import has_final_consonant


@dataclass(frozen=True, slots=True)
class GoalCue:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    code: str
    """Code of the goal, as in the programme's list of goals."""
    counts: Literal["organisations", "people"]
    """What the target counts, which decides the counters that may follow the number."""
    words: tuple[str, ...]
    """Words that name the goal ('유치', '일자리')."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Reading cues of one programme. Every list may be empty except the first four."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    code: str
    city_names: tuple[str, ...]
    """Full names that the city acts under."""
    city_short_name: str
    """The bare name, as in headlines."""
    series_words: tuple[tuple[str, ...], ...]
    """The series' name, word by word; each word in all its spellings. Spaces between words are free."""
    topic_words: tuple[str, ...]
    """What the series' agreements are about."""
    city_names_en: tuple[str, ...] = ()
    topic_words_en: tuple[str, ...] = ()
    began: tuple[str, ...] = ()
    """The year that the series began in, as reports write it ('2019년'): figures since then are of the whole run."""
    home_cues: tuple[str, ...] = ()
    """Words that say it is this city and not a namesake."""
    namesake_cues: tuple[str, ...] = ()
    """Words that say it is another city of the same name, whatever else is said."""
    namesake_hints: tuple[str, ...] = ()
    """Words that say so where no home cue stands in the text."""
    other_pacts: tuple[str, ...] = ()
    """Words in an agreement's title or sentence that name another kind of pact."""
    other_leaders: tuple[str, ...] = ()
    """Ends of names of bodies whose own agreements are not of the series."""
    city_side: tuple[str, ...] = ()
    """Bodies that stand on the city's side and are never counterparties."""
    own_offices: tuple[str, ...] = ()
    """The city's offices for the topic, by names that no other city's bear: a text that names one is of the city."""
    goals: tuple[GoalCue, ...] = ()


def reading_cues(mapping: Mapping[str, Any]) -> Programme:
    """Build the cues from parsed YAML.

    Raises:
        ValueError: A key is unknown, missing or of the wrong shape; the message names it and the mend.
    """
    programme: Programme = _build(Programme, mapping, "reading")
    return programme


def _build(kind: type[Any], value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"{where}: expected keys and values, found {type(value).__name__}. Indent its keys below it.")
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}
    unknown = sorted(str(key) for key in value if key not in known)
    if unknown:
        raise ValueError(f"{where}: unknown key {', '.join(unknown)}. Known keys: {', '.join(known)}.")
    missing = [name for name, field in known.items() if field.default is MISSING and name not in value]
    if missing:
        raise ValueError(f"{where}: missing key {', '.join(missing)}. Add it; see announcements/programme.py.")
    return kind(**{name: _convert(hints[name], item, f"{where}.{name}") for name, item in value.items()})


def _convert(hint: Any, value: Any, where: str) -> Any:
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{where}: expected a list, found {type(value).__name__}. Write it as [a, b].")
        inner = get_args(hint)[0]
        return tuple(_convert(inner, item, f"{where}[{number}]") for number, item in enumerate(value))
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            raise ValueError(f"{where}: {value!r} is not one of {', '.join(map(str, get_args(hint)))}.")
        return value
    if hint is str:
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{where}: expected words, found {value!r}. Put text in quotes.")
        return value
    return _build(hint, value, where)


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of the words, longest first; one that never matches for no words."""
    if not words:
        return r"(?!)"
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class Cues:
    """The programme's words compiled to patterns."""

    city: Scan
    """The city as an actor: its names, 'the city' (시는, 市), its mayor; ends before the particle."""
    city_names: re.Pattern[str]
    city_itself: re.Pattern[str]
    """The city's full name as a word of its own, in any place of the sentence."""
    since_it_began: re.Pattern[str]
    """'2019년부터' of a series that began in 2019, and '지난해 말까지' alone: they limit nothing."""
    city_with: re.Pattern[str]
    """The city as the one that somebody acts with."""
    series: re.Pattern[str]
    series_tail: re.Pattern[str]
    """The series' name without its first word, where at least two are left ('인공지능 비즈니스')."""
    topic: re.Pattern[str]
    home: re.Pattern[str]
    namesake: re.Pattern[str]
    namesake_hint: re.Pattern[str]
    other_pact: re.Pattern[str]
    other_leader: re.Pattern[str]
    city_side: re.Pattern[str]
    own_office: re.Pattern[str]
    city_en: re.Pattern[str]
    topic_en: re.Pattern[str]
    acting: Scan
    """The city's name, or its bare name, where it may be the one that acts; its hall, where something is done in it."""
    short_name: Scan
    """The bare name as a subject, after its particle."""
    short_name_acts: Scan
    """The bare name as the one that acts: the particle that it takes, or 와 or 과."""
    department: re.Pattern[str]
    """The city's department for the topic as a subject."""
    series_gate: Gate


def _scan(pattern: str) -> Scan:
    return Scan(re.compile(pattern))


_JOINT = r"(?:\([A-Za-z가-힣]{1,12}\))?\s?"


@lru_cache(maxsize=32)
def cues(programme: Programme) -> Cues:
    city = any_of(programme.city_names)
    # 'AI' is a word of its own, not a part of KAIST or AICON.
    topic = "|".join(
        rf"(?<![A-Za-z]){re.escape(w)}(?![A-Za-z])" if w.isascii() else re.escape(w) for w in programme.topic_words
    )
    topic = f"(?:{topic})" if topic else "(?!)"
    words = [any_of(spellings) for spellings in programme.series_words]
    # '광주형 인공지능(AI) 비즈니스': an alias in brackets may follow any word.
    series = _JOINT.join(words)
    # '광주가 … 21개 기업과 새 협약을 맺어', '새빛이 …과'.
    particles = "이은과" if has_final_consonant(programme.city_short_name) else "가는와"
    return Cues(
        # The bare '시' must end its word: '시가후는' is a name.
        city=_scan(
            rf"{city}(?:\([^)]{{0,30}}\))?(?=[는가와의도]|랑 |하고 |에 |에서|,|·|-| 및 |$)"
            # '광주시청이', '광주시청과'.
            rf"|{city}청(?=[은이과](?:[\s,]|$))"
            rf"|(?<![가-힣])[시市](?:\([^)]{{0,30}}\))?(?=(?:는|가|와|의|도|에|에서)(?:[\s,\"']|$)|,|·|-|$)"
            # '가나시 홍길동 부시장은'.
            rf"|{city}\s(?:[가-힣]{{2,4}}\s)?[A-Z가-힣]{{0,8}}(?:부시장|시장|국장|실장)(?:\([^)]{{0,30}}\))?(?=[은이과의,])"
            rf"|(?:{city}장|(?<![가-힣])시장)(?:\([^)]{{0,30}}\))?(?=[은이과의,])"
        ),
        city_itself=re.compile(rf"{city}(?=[\s는가와의도,·]|$)"),
        since_it_began=re.compile(
            rf"{any_of(programme.began)}\s?(?:\d{{1,2}}월)?(?:부터|\s?이후)(?:\s(?:지난해|작년|올해)\s?(?:\d{{1,2}}월\s?)?(?:\d{{1,2}}일|말)?까지)?|(?<!부터\s)(?:지난해|작년)\s?(?:\d{{1,2}}월\s?)?말?까지"
        ),
        city_with=re.compile(rf"(?:{city}청?|(?<![가-힣])[시市])(?:\([^)]{{0,30}}\))?(?:[와과랑]|하고)(?=\s)"),
        city_names=re.compile(rf"{city}|{re.escape(programme.city_short_name)}"),
        series=re.compile(series),
        series_tail=re.compile(_JOINT.join(words[1:]) if len(words) > 2 else "(?!)"),
        topic=re.compile(topic),
        home=re.compile(any_of(programme.home_cues)),
        namesake=re.compile(any_of(programme.namesake_cues)),
        namesake_hint=re.compile(any_of(programme.namesake_hints)),
        other_pact=re.compile(any_of(programme.other_pacts)),
        other_leader=re.compile(any_of(programme.other_leaders)),
        city_side=re.compile(any_of(programme.city_side)),
        own_office=re.compile(any_of(programme.own_offices)),
        city_en=re.compile(any_of(programme.city_names_en)),
        topic_en=re.compile(any_of(programme.topic_words_en)),
        acting=_scan(
            rf"{city}장?(?:\([^)\n]{{0,30}}\))?(?:[는가은이와과도]|,|·|-)|{city}청(?=[은이과][\s,]|에서|\s[\d가-힣]{{1,6}}(?:층|실|룸|홀))"
            rf"|(?<![가-힣]){re.escape(programme.city_short_name)}[가는와이은과도]\s"
        ),
        short_name=_scan(rf"(?<![가-힣]){re.escape(programme.city_short_name)}[은는이가]\s"),
        short_name_acts=_scan(rf"(?<![가-힣]){re.escape(programme.city_short_name)}[{particles}]\s"),
        department=re.compile(rf"{topic}[가-힣]{{0,6}}[과국실]는\s"),
        series_gate=Gate(re.compile(series)),
    )
