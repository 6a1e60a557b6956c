"""Cumulative figures in English reports: partners, offices and people, where the series' city and topic are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import ENGLISH, to_int
from announcements.rules.registry import rule
from announcements.text import Sentence

# In words from ten on: 'one of them' and 'two have' are said of too much else.
N = rf"\b(?P<n>\d{{1,3}}(?:,\d{{3}})?|(?!(?:one|two|three|four|five|six|seven|eight|nine)\b)(?i:{ENGLISH}))\b"
_ANY = rf"(?:\d{{1,3}}|{ENGLISH})"
_SOME = rf"\b(?P<n>\d{{1,3}}(?:,\d{{3}})?|{ENGLISH})\b"
_BODIES = r"(?:compan(?:y|ies)|firms?|organi[sz]ations?|businesses|partners|institutions|agreements|MOUs)"
BOUND = re.compile(
    r"(?:more than|over|about|nearly|around|some|at least|almost|up to|as many as|approximately)\s$", re.IGNORECASE
)
OF_A_PART = re.compile(
    r"this year|last year|past \w+ (?:months|years)|will|plans? to|aims? to|by 20\d\d|goal|target", re.IGNORECASE
)
_BEFORE = re.compile(r"\bpreviously\b|\bbefore (?:this|the)\b|\buntil then\b", re.IGNORECASE)
_OF_THEM = rf"(?:of (?:them|these|which|whom|the \w+) |{_BODIES} )"
_HAVE = r"(?:have |has |had )?(?:already )?"
# 'companies and public institutions', not 'companies and 12 institutions': these are no one number.
_OTHERS = rf"(?:(?!\d|(?i:{ENGLISH})\b)\w+ )?(?:institutions|organi[sz]ations|associations)"
_ALL = r"(?:so far|to date|in total|until now|since (?:October )?20\d\d)"
# 'since October 2019' is the whole run, 'since last year' a part of it.
_NOT_SINCE = (
    r"(?![^.;]{0,40}?\b(?:since|in|from|during|over|within) "
    r"(?!(?:the )?(?:(?:Oct(?:\.|ober)?|late) )?2019\b|the city\b|total\b|all\b))"
)
_HAS_SIGNED = r"(?:has|have) (?:(?:now|so far|already|thus far) )?(?:signed|concluded|sealed) (?:a total of )?"
_PACTS = r"(?:agreements|MOUs|pacts|deals)"
_PARTNER_COMPANIES = re.compile(
    r"^(?!.*(?:institution|organi[sz]ation|association))(?=.*(?:partner|cooperat|attract))(?=.*(?:compan|firm))",
    re.DOTALL,
)
# 'the number of companies using its software', 'its member companies': not those that signed.
OF_OTHERS = re.compile(
    r"\b(?:using|users?|customers?|clients?|members?|visitors?|visited|attend\w*|exhibit\w*|appl(?:y|ied|icants?)|invest\w*)\b"
    # 'The AI camp houses 160 companies': some of them, or others.
    r"|\b(?:houses?|housed|housing|hosts?|accommodates?|is home to)\b",
    re.IGNORECASE,
)
_SPLIT = (
    ("companies", re.compile(rf"{N} companies(?: and|,) {_ANY} {_OTHERS}")),
    ("institutions", re.compile(rf"{_ANY} companies(?: and|,) {_SOME} {_OTHERS}")),
)
# 'has now concluded 337 such agreements', '337 such agreements have been signed since October 2019'.
_OF_THE_SORT = (
    re.compile(rf"{_HAS_SIGNED}{N} (?:such|of these) (?:(?!\d)\w+ ){{0,2}}{_PACTS}(?! with\b){_NOT_SINCE}"),
    re.compile(
        rf"{_HAS_SIGNED}{N} (?:\w+ ){{0,2}}{_PACTS} (?:under|in|as part of) (?:the|its|this) "
        rf"[^.;,]{{0,40}}?(?:program(?:me)?|series|initiative)\b{_NOT_SINCE}"
    ),
    re.compile(
        rf"{N} (?:such|of these) (?:(?!\d)\w+ ){{0,2}}{_PACTS} (?:have|had) (?:now )?been "
        rf"(?:signed|concluded|sealed){_NOT_SINCE}"
    ),
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "agreements_total",
        re.compile(
            r"(?:number|total)[^.;]{0,70}?(?:compan|firm|organi|partner|institution|agreement|signator)[^.;]{0,60}?"
            rf"(?:to|reached|stands at|is now|now|at) {N}\b(?!\s?(?:%|percent|people|employees|billion|million))"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"\b(?:brings?|brought|bringing|takes?|raises?) to {N} the (?:total )?number of [^.;]{{0,40}}?"
            r"(?:compan|firm|organi|partner|institution|agreement|signator)[^.;]{0,60}"
        ),
    ),
    (
        "agreements_total",
        re.compile(rf"{_ALL}[^.;]{{0,60}}?signed[^.;]{{0,60}}? with (?:a total of )?{N} (?:\w+ ){{0,2}}{_BODIES}"),
    ),
    (
        "agreements_total",
        re.compile(rf"signed[^.;]{{0,60}}? with (?:a total of )?{N} (?:\w+ ){{0,3}}{_BODIES}[^.;]{{0,60}}?{_ALL}"),
    ),
    (
        "agreements_total",
        re.compile(
            rf"{N} (?:\w+ ){{0,2}}companies and (?:institutions|organi[sz]ations|associations) "
            r"(?:that |which )?(?:have|had) (?:now )?(?:signed|concluded|joined)"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"{N} (?:organi[sz]ations|partners) (?:\([^()]{{1,60}}\) )?(?:have|had) (?:now )?(?:signed|concluded) "
            r"[^.;]{0,60}?\bwith (?:the city\b(?! of\b)|(?:the city of )?(?P<whom>[A-Z]\w+))"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"(?:total|tally|count|roster) (?:now )?(?:stands at|is|to|reached|at) {N} (?:\w+ ){{0,2}}companies and "
            rf"{_OTHERS}"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"(?:has|have|had) (?:now )?(?:signed|concluded) (?:(?:\w+ ){{0,2}}(?:agreements|MOUs) )?with "
            rf"(?:a total of )?{N} (?:\w+ ){{0,2}}companies and {_OTHERS}"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"signed [^.;]{{0,120}}?bringing the (?:total|number)[^.;]{{0,60}}? to {N}(?! ?(?:%|percent|people))"
        ),
    ),
    (
        "agreements_total",
        re.compile(rf"(?:has|have) (?:now )?(?:signed|concluded) (?:\w+ ){{0,3}}(?:agreements|MOUs) with {N} partners"),
    ),
    *(("agreements_total", pattern) for pattern in _OF_THE_SORT),
    *_SPLIT,
    ("agreements_total", re.compile(rf"[Tt]he {N} (?:partners|signatories) (?:consist|comprise|include|are made)")),
    (
        "offices_opened",
        re.compile(
            rf"(?:[Oo]f (?:them|these|those|the signatories),|\bof (?:which|whom)) {N} {_HAVE}"
            r"(?:opened|set up|established) (?:\w+ ){0,3}offices?"
        ),
    ),
    (
        "offices_opened",
        re.compile(
            rf"{N} (?:of (?:the \d{{2,3}}|them|these|those|which) )(?:now )?(?:keep|run|maintain|operate|have) "
            r"(?:an? )?(?:\w+ ){0,2}offices?"
        ),
    ),
    (
        "corporations_established",
        re.compile(rf"{N} of (?:them|these|those|which) are (?:newly )?(?:established|founded) corporations"),
    ),
    (
        "offices_opened",
        re.compile(rf"{N} {_OF_THEM}{_HAVE}(?:opened|set up|established) (?:\w+ ){{0,3}}offices?"),
    ),
    # '122 of the 208 firms with which it has signed agreements have opened offices'.
    (
        "offices_opened",
        re.compile(rf"{N} of (?:the|its) \d{{2,3}} [^.;,]{{3,100}}? have (?:\w+ )?opened (?:\w+ ){{0,2}}offices"),
    ),
    (
        "agreements_total",
        re.compile(
            rf"\bof (?:the|its) {N} (?:\w+ )?{_BODIES}(?: and \w+)? "
            r"(?:(?:with )?(?:which|whom) (?:it|the city) has|that have) signed"
        ),
    ),
    ("companies", re.compile(rf"\b(?:has|have) (?:drawn|attracted) {N} (?:partner|AI) companies since 20\d\d")),
    ("companies", re.compile(rf"[Cc]ompanies account for {N} of (?:them|these|the total)")),
    ("institutions", re.compile(rf"[Cc]ompanies account for [^.;]{{1,30}}? {_OTHERS} (?:account )?for {_SOME}")),
    ("offices_opened", re.compile(rf"{N} (?:have |has )(?:already )?opened (?:\w+ ){{0,3}}offices")),
    (
        "corporations_established",
        re.compile(
            rf"including {N} that (?:have )?(?:founded|established|set up) (?:\w+ ){{0,3}}(?:corporations?|subsidiar)"
        ),
    ),
    (
        "hq_relocated",
        re.compile(rf"(?:including|and) {N} that (?:have )?(?:moved|relocated) (?:\w+ ){{0,2}}(?:headquarters|head)"),
    ),
    (
        "corporations_established",
        re.compile(
            rf"{N} {_OF_THEM}?{_HAVE}(?:founded|established|set up) (?:\w+ ){{0,3}}(?:corporations?|subsidiar\w+)"
        ),
    ),
    (
        "hq_relocated",
        re.compile(rf"{N} {_OF_THEM}?{_HAVE}(?:moved|relocated) (?:\w+ ){{0,2}}(?:headquarters|head offices?)"),
    ),
    ("employees", re.compile(rf"(?:counts?|(?<!which )(?<!that )employ|employing) {N} (?:employees|people|workers)")),
)


_PLACES = re.compile(
    r"\b(?:Seoul|Busan|Daegu|Incheon|Daejeon|Ulsan|Sejong|Suwon|Seongnam|Pangyo|Jeonju|Changwon|Jeju|Jeonnam|"
    r"(?:North|South) (?:Jeolla|Gyeongsang|Chungcheong))\b(?! (?:company|firm|startup|Bank|National))"
)


def _of_another_city(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Is another city named before, and not the programme's after it, or signed with?"""
    if (match.groupdict().get("whom")) and not doc.cues.city_en.match(match["whom"]):
        return True
    others = list(_PLACES.finditer(doc.text, sentence.start, match.start()))
    return bool(others) and not doc.cues.city_en.search(doc.text, others[-1].end(), match.end())


# 'It has now concluded 337 such agreements': whose, and of which sort, the words before say.
_BY_ANOTHER = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|startups?|maker|developer|universit\w+|institutes?|associations?|ministr(?:y|ies)|"
    r"district|province|agency|center|centre)\b",
    re.IGNORECASE,
)
_THE_CITY = re.compile(r"\b[Tt]he city\b")
_OPENS_SUM = re.compile(r"(?:(?:So far|To date|In total|Until now|With [^,]{2,60}), )?(?:[Aa] total of )?$")
_ANOTHER_SORT = re.compile(
    r"\b(?:investment|sister|friendship|trade|exchange|land|purchase|sponsorship)\b", re.IGNORECASE
)


def _such_of_others(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """'The company has concluded 40 such agreements': neither the city's, nor told of its pacts on the topic."""
    before = doc.text[sentence.start : match.start()]
    last = doc.sentences[sentence.index - 1].text if sentence.index else ""
    if _BY_ANOTHER.search(before) or _ANOTHER_SORT.search(f"{last} {sentence.text}"):
        return True
    if doc.cues.city_en.search(before) or _THE_CITY.search(before) or _OPENS_SUM.match(before):
        return False
    return not (before.startswith("It ") and (doc.cues.city_en.search(last) or _THE_CITY.search(last)))


@rule(
    "total.english",
    positive="Gwangju City signed an AI agreement with Gana Tech. This brings the number of partner companies to 120.",
    negative=(
        "Gwangju City signed an AI agreement with Gana Tech. It aims to bring the number of companies to 120. "
        "The company has concluded 40 such agreements since 2019."
    ),
    gate=Gate(*(pattern for _, pattern in _PATTERNS)),
)
def totals(doc: Document) -> Iterator[Finding]:
    """Figures of the run in English ('brings the number of partners to 120', '61 of them have opened offices')."""
    if not (doc.cues.city_en.search(doc.text) and doc.cues.topic_en.search(doc.text)):
        return
    for sentence in doc.prose:
        if OF_A_PART.search(sentence.text) or not sentence.text.isascii():
            continue
        for measure, pattern in _PATTERNS:
            for match in pattern.finditer(doc.text, sentence.start, sentence.end):
                start, end = match.span("n")
                around = sentence.text if (measure, pattern) in _SPLIT else match.group()
                if OF_OTHERS.search(around) or _of_another_city(doc, sentence, match):
                    continue
                if pattern in _OF_THE_SORT and _such_of_others(doc, sentence, match):
                    continue
                if measure == "agreements_total" and _PARTNER_COMPANIES.search(match.group()):
                    measure = "companies"
                if not BOUND.search(doc.text, max(sentence.start, start - 16), start):
                    yield Finding(
                        "total.english",
                        "stated_total",
                        start,
                        end,
                        measure_code=measure,
                        value_count=to_int(match["n"]),
                        value_text=match["n"],
                        unit_code="person" if measure == "employees" else "organisation",
                        qualifier="exact",
                        scope="before_this_batch" if _BEFORE.search(sentence.text) else "including",
                        modality="claimed" if doc.in_speech(start) else "stated",
                        grade="C",
                    )
