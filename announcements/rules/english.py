"""English reports: the signing, its day and its ordinals; see english_parties and english_figures for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.dates import Day, resolve
from announcements.korean.numbers import ENGLISH, to_int
from announcements.rules.pacts import LARGEST_BATCH
from announcements.rules.registry import rule
from announcements.text import Sentence

SIGNED = (
    r"(?:signed|inked|concluded|penned|sealed|exchanged|entered into|"
    r"put (?:its|their|his|her) (?:names?|signatures?|pens?) to)"
)
_SIGNED = re.compile(
    # 'companies that have signed' are counted, not signed with.
    r"(?<!will )(?<!to )(?<!that )(?<!which )(?<!that have )(?<!which have )\b(?:has |have |had )?"
    rf"{SIGNED}\b[^.]{{0,120}}?\b(?:agreements?|MOUs?|"
    r"memorandums?|memoranda)\b"
    r"|\bheld (?:an?|the) (?:\w+ ){0,2}(?:agreement|signing|MOU) ceremony\b[^.]{0,100}?\bwith\b"
)
# 'The business agreements, the 290th to 296th of the series, were signed …'.
_WERE_SIGNED = re.compile(
    r"\b(?:agreements?|MOUs?|memorandums?|memoranda)\b[^.]{0,100}?\b(?:was|were) (?:signed|concluded)\b"
)
_SUMMED_UP = re.compile(r"\b\d{2,4} (?:\w+ ){0,3}(?:agreements|MOUs)\b|\bin total\b|\bby the end\b|\bin 20\d\d\b")
# 'By the end of August, 105 companies had concluded agreements': more than any ceremony holds.
_BODIES = r"(?:compan(?:y|ies)|firms?|organi[sz]ations?|institutions?|businesses|partners?|startups?|bodies)"
_MANY = re.compile(
    r"(?:^(?:(?:By|Until|As of|Through)\b[^,.]{0,40}, )?|\bwith )(?i:a total of |as many as |some |about )?"
    r"(?P<n>\d{1,3}(?:,\d{3})?|"
    rf"(?i:{ENGLISH})) (?:[\w-]+ ){{0,3}}?{_BODIES}\b"
)
SIGNED_GATE = Gate(_SIGNED, _WERE_SIGNED)
_BACK = re.compile(
    r"\bsince\b|\bas of\b|\b(?:days|weeks|months?|years?) after\b|previously|earlier|last year|so far|"
    r"four-way|investment agreement",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying)\b|\b(?:has|have|had|did|was|were) not\b|\bnever\b|\brefus\w+|\bfailed to\b|\bfalsely\b",
    re.IGNORECASE,
)
_COMPANIES = re.compile(r"compan(?:y|ies)|firms?|start-?ups?|developers?|\b\d{1,3}(?:st|nd|rd|th)\b", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th)?(?:(?:, \d{1,3}(?:st|nd|rd|th)){0,20},?\s?(?:~|to|-|through|"
    r"and)\s?(?:the )?(\d{1,3}))?(?:st|nd|rd|"
    r"th)\b(?=[^.,]{0,24}?\bpartners?\b|[^.]{0,40}?\b(?:agreement|"
    r"MOU|memorand)|[^.]{0,40}?\b(?:under|of|in) (?:the|an?) [^.]{0,30}?(?:program|series)"
    r"| (?:under|of|in) its [^.]{0,60}?(?:program|series))"
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS = f"{'|'.join(_MONTHS)}|{'|'.join(m[:3] for m in _MONTHS)}|Sept"
_MONTH = rf"(?P<month>{MONTHS})\.?"
_DAY = re.compile(
    rf"\b[Oo]n (?:the )?(?:(?:morning|afternoon) of (?:the )?)?"
    rf"(?:[A-Z][a-z]+day,? (?:the )?)?(?:{_MONTH} )?(?P<day>[0-3]?\d)(?:st|nd|rd|"
    rf"th)?\b(?:,? (?P<year>20\d\d)\b)?"
    rf"|\bon (?P<day2>[0-3]?\d)(?:st|nd|rd|th)? {_MONTH.replace('month', 'month2')}(?:,? (?P<year2>20\d\d)\b)?"
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(
    rf"\b(?:on |(?<=said )|(?<=announced ))(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    rf"(?!,? (?:{'|'.join(m[:3] for m in _MONTHS)}|the \d))"
)
_CEREMONY = re.compile(
    r"\b(?:ceremony|signing)\b[^.]{0,60}?\b(?:was held|took place|held)\b|\b(?:was|were) signed\b[^.]{0,60}?\bon "
)
# 'October 22, 2024 -- …', 'GWANGJU, Oct. 22, 2024 (Bada Press) - …'.
_DATELINE = re.compile(
    rf"^(?:[A-Za-z]+,? )?(?:{_MONTH} (?P<day>[0-3]?\d),? |(?P<day2>[0-3]?\d) {_MONTH.replace('month', 'month2')},? )"
    r"(?P<year>20\d\d)\b(?: ?\([^)\n]{1,30}\))? ?(?:--?|:) ",
    re.MULTILINE,
)
_DAY_BEFORE = re.compile(r"\bthe (?:previous day|day before)\b|\byesterday\b")
_SAME_DAY = re.compile(r"\b(?:the same|that|this) day\b")
_IT_IS = re.compile(
    r"(?:It|This|These|They|The (?:agreements?|deals?|MOUs?|pacts?|companies|"
    r"firms))\b[^.]{0,20}?\b(?:is|was|are|were|marks?|became|become)\b"
)
# 'This is the 340th to 344th agreement'.
_THE_PACTS_ARE = re.compile(
    r"(?:The|These) (?:agreements?|deals?|MOUs?|pacts?) (?:is|are|was|were)\b"
    r"|(?:This|These|It|They) (?:is|are|was|were) the \d{1,3}(?:st|nd|rd|th)\b[^.,]{0,30}?\b(?:agreement|MOU|pact)s?\b"
)
_PACTS_NUMBER = re.compile(
    r"\b(?:[Tt]he|[Tt]hese|[Tt]heir) (?:agreements?|deals?|MOUs?|pacts?) (?:is|are|was|were) "
    r"(?:the |number(?:s|ed)? )(?:the )?(\d{1,3})(?:st|nd|rd|th)"
    r"(?:(?:,| and| to| through|-) (?:the )?(\d{1,3})(?:st|nd|rd|th))?\b"
)
_TOLD = re.compile(r"\b(?:announced|said|reported|revealed|stated|disclosed)(?: that)?\s?$")

# Who bears the city's name without being it, and pacts that are not the city's with companies.
_OF_THE_CITY = re.compile(
    r"-based|(?:'s)?\s?(?:[A-Z][a-z]+\s)?(?:District|companies|firms|startups|businesses|enterprises|"
    r"University|Institute|Bank|FC\b)"
)
# 'signed with firms in Gwangju': where they are, not who signed.
_IN_IT = re.compile(r"\b(?:in|at|from|near|across|to)\s$")
_OTHER = re.compile(
    r"\b(?:export|talent|workforce|universit(?:y|ies)|students?|friendship|sister|exchange)\b", re.IGNORECASE
)


def _city_acts(doc: Document, sentence: Sentence) -> bool:
    named = [
        m
        for m in doc.cues.city_en.finditer(sentence.text)
        if not _OF_THE_CITY.match(sentence.text, m.end()) and not _IN_IT.search(sentence.text, 0, m.start())
    ]
    return bool(named or re.search(r"\b[Tt]he city\b(?! hall)", sentence.text))


def signing_sentences(doc: Document) -> Iterator[tuple[Sentence, re.Match[str]]]:
    if not (doc.cues.city_en.search(doc.text) and doc.cues.topic_en.search(doc.text)):
        return
    for sentence in doc.prose:
        match = _SIGNED.search(doc.text, sentence.start, sentence.end)
        acts = _city_acts(doc, sentence)
        if not match:
            match = _WERE_SIGNED.search(doc.text, sentence.start, sentence.end)
            if match and _SUMMED_UP.search(sentence.text):
                continue
            acts = acts or bool(match and _told_of_by_the_city(doc, sentence))
        elsewhere = _OTHER.search(sentence.text) or _BACK.search(sentence.text) or _with_a_government(doc, sentence)
        denied = match and _DENIED.search(doc.text, sentence.start, match.end())
        summed_up = match and any(to_int(n["n"]) > LARGEST_BATCH for n in _MANY.finditer(sentence.text))
        if match and acts and not elsewhere and not denied and not summed_up and _COMPANIES.search(doc.text):
            yield sentence, match


# A pact with another city or province is no company's.
_GOVERNMENT = re.compile(
    r"(?:^|\b(?:with|between|and|by) )(?:the )?"
    r"(?!(?:The|AI|Smart|Future|Digital)\b)(?P<name>[A-Z][\w-]+ (?:[A-Z][\w-]+ )?)"
    r"(?:City(?= (?:and|on|to|in|for|has|have|government|signed)\b|[,.]|$)|(?:Metropolitan|Provincial) Government"
    r"|Province|Prefecture|County)\b"
    r"|\b(?:two|three|both|twin|neighbou?ring) (?:cities|provinces|governments|municipalities|mayors)\b"
    r"|\b(?:cities|governments|provinces) of [A-Z]"
)


def _with_a_government(doc: Document, sentence: Sentence) -> bool:
    """Does the sentence name another city, or two cities as those who sign?"""
    return any(
        not match["name"] or not doc.cues.city_en.search(match["name"]) for match in _GOVERNMENT.finditer(sentence.text)
    )


_JOINS = re.compile(r"\b(?:joined|join|joins|joining|partners?|agreements?|MOUs?|program|series)\b")


def _told_of_by_the_city(doc: Document, sentence: Sentence) -> bool:
    """Does the city, in the sentence before, tell of those who joined?"""
    before = doc.body_before(sentence)[-1:]
    return bool(before and _city_acts(doc, before[0]) and _JOINS.search(before[0].text)) and not (
        _OTHER.search(before[0].text) or _BACK.search(before[0].text)
    )


@rule(
    "signing.english",
    positive="Gwangju City signed an agreement on the AI business with the company Gana Tech on the 3rd.",
    negative="Gwangju City will sign an agreement on the AI business with the company Gana Tech.",
    gate=SIGNED_GATE,
)
def signing(doc: Document) -> Iterator[Finding]:
    """An English sentence says that the city signed with companies, or with an ordinal."""
    for _, match in signing_sentences(doc):
        yield Finding("signing.english", "signing", *match.span(), grade="C")


@rule(
    "signed_date.english",
    positive="Gwangju City signed an AI agreement with the company Gana Tech on the 3rd.",
    negative="Gwangju City signed an AI agreement with the company Gana Tech.",
    published=date(2021, 7, 4),
    gate=SIGNED_GATE,
)
def signed_date(doc: Document) -> Iterator[Finding]:
    """The English sentence of the signing gives its day ('on the 20th'), or that of the ceremony does."""
    ceremonies = [sentence for sentence in doc.prose if _CEREMONY.search(sentence.text)]
    for sentence, _ in signing_sentences(doc):
        told, acts = _days(doc, sentence)
        if not acts and len(ceremonies) == 1:
            acts = _days(doc, ceremonies[0])[1]
        if not told and _SAME_DAY.search(sentence.text):
            told = [day for s in doc.body_before(sentence)[-1:] for day in _days(doc, s)[0]]
        before = _DAY_BEFORE.search(doc.text, sentence.start, sentence.end) if not acts else None
        found = [(match, resolve(_as_day(match), _told_on(doc))) for match in acts or told]
        if before and found:
            # 'announced on Sept. 2 that it had signed … on the previous day'.
            found = [(before, day - timedelta(1) if day else None) for _, day in found]
        for match, resolved in found or _by_the_week(doc, sentence):
            if resolved:
                yield Finding(
                    "signed_date.english", "signed_date", *match.span(), as_of_date=resolved, as_of_precision="day"
                )


def _told_on(doc: Document) -> date | None:
    """The day of publication, or the one that the report's own dateline gives."""
    dateline = _DATELINE.search(doc.text) if doc.told_on is None else None
    return resolve(_full_day(dateline), None) if dateline else doc.told_on


def _days(doc: Document, sentence: Sentence) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Days that a sentence gives, and those of them that are not only when something was told."""
    told = list(_DAY.finditer(doc.text, sentence.start, sentence.end))
    return told, [
        match for match in told if not _TOLD.search(doc.text, max(sentence.start, match.start() - 24), match.start())
    ]


def _by_the_week(doc: Document, sentence: Sentence) -> list[tuple[re.Match[str], date | None]]:
    """'on Wednesday'; 'said Friday it had signed … the previous day' counts from the day it was said."""
    if not doc.told_on:
        return []
    named = [
        (match, doc.told_on - timedelta((doc.told_on.weekday() - WEEKDAYS.index(match["weekday"])) % 7))
        for match in _WEEKDAY.finditer(doc.text, sentence.start, sentence.end)
    ]
    said = [
        day for match, day in named if _TOLD.search(doc.text, max(sentence.start, match.start() - 24), match.start())
    ]
    before = _DAY_BEFORE.search(doc.text, sentence.start, sentence.end)
    if before:
        return [(before, (said[0] if said else doc.told_on) - timedelta(1))]
    acts = [(match, day) for match, day in named if day not in said]
    return list(acts or named)


def _month(match: re.Match[str]) -> int | None:
    written = match["month"] or match["month2"]
    return next((n for n, name in enumerate(_MONTHS, 1) if written and name.startswith(written[:3])), None)


def _full_day(match: re.Match[str]) -> Day:
    return Day(*match.span(), "full", int(match["year"]), _month(match), int(match["day"] or match["day2"]))


def _as_day(match: re.Match[str]) -> Day:
    month = _month(match)
    year = match["year"] or match["year2"]
    return Day(
        *match.span(),
        "full" if month and year else "month_day" if month else "day",
        year=int(year) if month and year else None,
        month=month,
        day=int(match["day"] or match["day2"]),
    )


@rule(
    "ordinal.english",
    positive="Gwangju City signed the 12th business agreement for AI with Gana Tech.",
    negative="It was the fourth agreement of Gwangju City, after the 38th AI meeting on Monday.",
    gate=SIGNED_GATE,
)
def ordinals(doc: Document) -> Iterator[Finding]:
    """An English ordinal stands before the agreement ('the 100th business agreement')."""
    told = [sentence for sentence, _ in signing_sentences(doc)]
    after = {sentence.index + 1 for sentence in told}
    told += [
        s
        for s in doc.prose
        if s.index in after and (_IT_IS.match(s.text) or _PACTS_NUMBER.search(s.text)) and s not in told
    ]
    told += [s for s in doc.prose if s.index - 1 in after and _THE_PACTS_ARE.match(s.text) and s not in told]
    for sentence in told:
        pacts = _PACTS_NUMBER.search(doc.text, sentence.start, sentence.end)
        for match in (pacts,) if pacts else _ORDINAL.finditer(doc.text, sentence.start, sentence.end):
            if re.search(r"\bon (?:the )?$", doc.text[max(sentence.start, match.start() - 8) : match.start()]):
                continue
            first, last = int(match[1]), int(match[2] or match[1])
            if first <= last < first + 100:
                yield Finding(
                    "ordinal.english", "ordinal_first", *match.span(), value_count=first, value_text=match.group()
                )
                yield Finding(
                    "ordinal.english", "ordinal_last", *match.span(), value_count=last, value_text=match.group()
                )
