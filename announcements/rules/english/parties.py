"""Who signed with the city, in English reports: names in a row, whichever side is the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.korean.numbers import to_int
from announcements.rules.english.days import MONTHS, WEEKDAYS
from announcements.rules.english.signing import SIGNED, SIGNED_GATE, signing_sentences
from announcements.rules.registry import rule
from announcements.text import Sentence

_HEADS = (
    r"(?:firms?|compan(?:y|ies)|startups?|start-ups?|organi[sz]ations?|institutions?|institutes?|makers?|developers?|"
    r"providers?|operators?|(?!policy|law|decision)[a-z]+makers?|businesses|partners?|"
    r"associations?(?=,| [A-Z])|bodies|designers?)"
)
_STOP = (
    r"(?= (?:to|for|on|at|in|under|during|as|by|that|which|while|aimed|who|whose)\b|"
    # '… and Dara Labs the day before at City Hall'.
    r" (?:the (?:day before|previous day|same day|previous week)|yesterday|earlier|"
    r"(?:last|this) (?:week|month|morning|afternoon))\b|"
    r",? (?:bringing|raising|taking|lifting|pushing|making)\b|\s?[.;]|\s?$)"
)
_NAMES = r"(?P<list>[^.;]{2,400}?)"
_AFTER_WITH = re.compile(
    rf"\b(?:agreements?|MOUs?\)?|memorand\w+|[Bb]usiness|project)\b(?:[^.;]|\.(?= \d)){{0,60}}?\bwith {_NAMES}{_STOP}"
)
_SUBJECT = re.compile(
    r"^(?:(?:In|At|On|During) [^,;]{2,90}, )?(?P<list>(?:[a-z][\w ]{2,40}?(?: --?|"
    r",) )?[A-Z0-9][^.;]{2,300}?),? (?:has |have |had )?"
    rf"{SIGNED}\b[^.;]{{0,160}}?\bwith "
)
_SIGNED_BY = re.compile(
    rf"\b{SIGNED}\b[^.;]{{0,80}}?\b(?:by|between (?:the )?[A-Z]?[\w ]{{2,30}}? and) {_NAMES}{_STOP}"
)
_IT_SAID = re.compile(
    r"^(?P<list>[A-Z0-9][^.;,]{2,60}?),? (?:said|announced)\b[^.;]{0,40}?\b(?:it|they) (?:has |have |had )?"
    rf"{SIGNED}\b[^.;]{{0,160}}?\bwith "
)
_ARE = re.compile(
    rf"^(?:(?:Joining|Signing with|Partnering with) (?:the city|[A-Z][a-z]+(?: City)?|it)|(?:The|These|Those|"
    # 'The companies' biggest partners are …': theirs, not the city's.
    rf"They)(?![^.;]{{0,30}}\b(?:firms|compan(?:y|ies)|startups?|firm)'s?\s)[^.;]{{0,40}}?\b"
    rf"(?:{_HEADS}|participants|signatories|newcomers|They|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: that signed)?) (?:are|were|include[sd]?) "
    rf"{_NAMES}(?=\.?$|, (?:(?:all|both) of )?wh(?:ich|o)\b[^;]*$|; (?:their|these|they|all|both)\b)"
)
# 'The mayor and the heads of Gana Tech and Dara Labs signed'.
_HEADS_OF = re.compile(
    r"\b(?:heads|chiefs|CEOs|representatives|executives|leaders|presidents|officials) of (?:the )?"
    r"(?P<list>[A-Z0-9][^.;]{2,300}?),? (?:then |have |each )?(?:signed|exchanged|put their|penned|inked)\b"
)
# 'The ceremony was attended by representatives of Gana Tech and Dara Labs': those who signed, where they are as many.
_ATTENDED = re.compile(
    r"\battended by (?:the )?(?:heads|chiefs|CEOs|representatives|executives|leaders|presidents|officials) (?:of|from) "
    r"(?:the )?(?P<list>[A-Z0-9][^.;]{2,300}?)\.?$"
)
# 'Gwangju City and two AI companies, Gana Tech and Dara Labs, signed'.
_BESIDE_CITY = re.compile(rf" and (?P<list>[^.;]{{2,300}}?),? (?:has |have |had )?{SIGNED}\b")
# 'Two AI companies, Gana Tech and Dara Labs, have joined …. They signed'.
_APPOSED = re.compile(rf"\b{_HEADS}, (?P<list>[A-Z][^.;]{{2,300}}?), (?:have|has|are|were|joined|will)\b")
_THEY = re.compile(r"(?:They|Both|The (?:two|three|four|five|\d{1,2}) (?:firms|companies|startups))\b")
# 'The companies are Gana Vision, which inspects panels; Dara Talk, a developer; and Maba': each with its description.
_DESCRIBED = re.compile(
    rf"^(?:The|These|Those) (?:\w+ )?{_HEADS} (?:are|include) (?P<list>[^.]{{2,600}};[^.]{{2,300}}?)\.?$"
)
_ONE_DESCRIBED = re.compile(r"(?:(?<= are )|(?<= include )|; (?:and )?)(?P<list>[^,;]{2,60}?)(?=[,;]|$)")
_SPLIT = re.compile(
    r"\s--?\s|\s?▲\s?|\s?[,:;] and |\s?[,:;] |\s?[,:;] as well as | as well as | along with "
    r"| and (?=(?:the )?['\"]?[A-Z0-9])"
    # 'Gana Tech and four other companies, namely …', 'three companies (Gana Tech, Dara Labs and Maba)'.
    r"| and (?=(?:two|three|four|five|six|seven|eight|nine|ten) (?:other|more) )"
    r"|(?:(?<=companies)|(?<=firms)|(?<=startups)|(?<=tions))\s?\((?=[A-Z0-9])"
)
_QUOTES = ("'", '"')
_NAME = re.compile(r"[A-Z0-9][\w&'-]*(?: (?:of|and|&|for|the) [A-Z][\w&'-]*| [A-Z0-9&][\w&'-]*){0,7}")
_LEAD = re.compile(
    rf"(?:and |the |a |an |including )*(?:\S+ ){{0,6}}?{_HEADS},?(?: called| named| namely| including| such as)? "
    r"(?=['\"]?[A-Z0-9])|"
    rf"(?:and |the |including |namely |specifically |among them )+"
)
_COUNT = re.compile(
    r"\b(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)(?: more| additional)?(?: [\w-]+){0,4}? "
    r"(?:firms|companies|startups|organi[sz]ations|institutions|businesses)\b",
    re.IGNORECASE,
)
_ALIAS = re.compile(r"\s?\([^()]{1,20}\)$")
# 'Gana Tech CEO Kim Ha-na', 'CEO of Gana Tech', 'Kim Ha-na': a person, or a body and whoever heads it.
_PERSON = re.compile(
    r"\b(?:CEO|CTO|President|Chair(?:man|woman|person)?|Director|Founder|Mr\.?|Ms\.?|Dr\.?|Prof(?:essor)?)\b"
    r"|^[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+$"
)
_GENERIC = re.compile(
    r"^\d+(?:st|nd|rd|th)\b|^(?:They|It|Both|These)$|^(?:On|In|At|By|Under) [A-Z]|^(?:City Hall|The City|Mayor|"
    r"MOUs?|AI|Korea|South Korea)$|^Mayor\b|"
    # A dateline before the sentence: 'October 22, 2024 -- …', 'Tuesday, 22 Oct - …'.
    rf"^(?:[0-3]?\d )?(?:{MONTHS})\.?(?: [0-3]?\d(?:st|nd|rd|th)?)?(?: 20\d\d)?$|^\d+$|^(?:{'|'.join(WEEKDAYS)})$"
)


@rule(
    "party.english",
    positive="Gwangju City signed an agreement on the AI business with two firms, namely Gana Tech and Dara Labs.",
    negative="Gwangju City will sign an agreement on the AI business with Gana Tech.",
    gate=SIGNED_GATE,
)
def parties(doc: Document) -> Iterator[Finding]:
    """Names after 'agreement … with', names that signed with the city, or 'The companies are …' beside it."""
    told = [sentence for sentence, _ in signing_sentences(doc)]
    for sentence in told:
        subject = _IT_SAID.search(sentence.text) or _SUBJECT.search(sentence.text)
        with_city = subject and (
            doc.cues.city_en.search(sentence.text, subject.end()) or sentence.text.startswith("the city", subject.end())
        )
        named = (
            list(_named(doc, sentence, subject)) if subject and with_city and not _city(doc, subject["list"]) else []
        )
        if named:
            yield from named
            continue
        with_whom = _AFTER_WITH.search(sentence.text) or _SIGNED_BY.search(sentence.text)
        yield from list(_named(doc, sentence, with_whom) if with_whom else ()) or _beside(doc, sentence)
    after = {sentence.index + step for sentence in told for step in (1, 2)}
    for sentence in doc.prose:
        listed = _ARE.search(sentence.text) if sentence.index in after else None
        described = _DESCRIBED.search(sentence.text) if sentence.index in after and not listed else None
        headed = _HEADS_OF.search(sentence.text) if sentence.index in after and not (listed or described) else None
        if listed:
            yield from _named(doc, sentence, listed)
        elif headed:
            yield from _named(doc, sentence, headed)
        elif described:
            for one in _ONE_DESCRIBED.finditer(sentence.text, described.start("list")):
                yield from _named(doc, sentence, one)


@rule(
    "party.english_attended",
    positive=(
        "Gwangju City signed an agreement with two AI companies. "
        "The ceremony was attended by representatives of Gana Tech and Dara Labs."
    ),
    negative=(
        "Gwangju City signed an agreement with two AI companies. "
        "The ceremony was attended by representatives of Gana Tech, Dara Labs and Maba Bank."
    ),
    gate=SIGNED_GATE,
)
def attended(doc: Document) -> Iterator[Finding]:
    """Those whose heads came to the ceremony, as many as signed."""
    counted = {finding.value_count for finding in count(doc)}
    for sentence in doc.prose if counted else ():
        match = _ATTENDED.search(sentence.text)
        named = list(_named(doc, sentence, match)) if match else []
        if len(named) in counted and len(named) == len(_SPLIT.split(match["list"] if match else "")):
            yield from (finding._replace(rule_id="party.english_attended") for finding in named)


def _beside(doc: Document, sentence: Sentence) -> Iterator[Finding]:
    """Names beside the city in the subject, or in the sentence before where the subject is 'they'."""
    city = doc.cues.city_en.match(sentence.text) or re.match(r"The city", sentence.text)
    after = (
        re.compile(r"(?: Metropolitan)?(?: City)?(?: government)?").match(sentence.text, city.end()) if city else None
    )
    beside = _BESIDE_CITY.match(sentence.text, after.end()) if after else None
    before = doc.sentences[sentence.index - 1] if sentence.index and _THEY.match(sentence.text) else None
    apposed = _APPOSED.search(before.text) if before else None
    if beside:
        yield from _named(doc, sentence, beside)
    elif before and apposed:
        yield from _named(doc, before, apposed)


def _city(doc: Document, words: str) -> bool:
    return bool(doc.cues.city_en.search(words))


def _named(doc: Document, sentence: Sentence, match: re.Match[str]) -> Iterator[Finding]:
    position = match.start("list")
    for piece in _SPLIT.split(match["list"]):
        start = sentence.text.index(piece, position)
        position = start + len(piece)
        name = _ALIAS.sub("", piece.rstrip(" ,-"))
        name = name if "(" in name else name.rstrip(")")
        lead = _LEAD.match(name)
        start, name = (start + lead.end(), name[lead.end() :]) if lead else (start, name)
        if name[:1] in _QUOTES:
            start, name = start + 1, name.strip("'\"")
        if _NAME.fullmatch(name) and not _city(doc, name) and not _GENERIC.search(name) and not _PERSON.search(name):
            at = sentence.start + start
            yield Finding("party.english", "party", at, at + len(name), grade="C", organisation_text=name)


@rule(
    "party_count.english",
    positive="Gwangju City signed agreements with eight AI companies on the 3rd.",
    negative="Gwangju City signed an AI agreement with the company Gana Tech, which has 30 clients.",
    gate=SIGNED_GATE,
)
def count(doc: Document) -> Iterator[Finding]:
    """How many signed, as the English sentence of the signing says ('with eight AI companies')."""
    for sentence, _ in signing_sentences(doc):
        match = _COUNT.search(sentence.text)
        if match:
            start, end = sentence.start + match.start("n"), sentence.start + match.end("n")
            value = to_int(match["n"])
            yield Finding("party_count.english", "party_count", start, end, value_count=value, value_text=match["n"])
