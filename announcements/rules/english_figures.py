"""Cumulative figures in English reports: partners, offices and people, where the series' city and topic are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import ENGLISH, to_int
from announcements.rules.registry import rule
from announcements.text import Sentence

# In words from ten on: 'one of them' and 'two have' are said of too much else.
_N = rf"\b(?P<n>\d{{1,3}}(?:,\d{{3}})?|(?!(?:one|two|three|four|five|six|seven|eight|nine)\b)(?i:{ENGLISH}))\b"
_ANY = rf"(?:\d{{1,3}}|{ENGLISH})"
_SOME = rf"\b(?P<n>\d{{1,3}}(?:,\d{{3}})?|{ENGLISH})\b"
_BODIES = r"(?:compan(?:y|ies)|firms?|organi[sz]ations?|businesses|partners|institutions|agreements|MOUs)"
_BOUND = re.compile(
    r"(?:more than|over|about|nearly|around|some|at least|almost|up to|as many as|approximately)\s$", re.IGNORECASE
)
OF_A_PART = re.compile(
    r"this year|last year|past \w+ (?:months|years)|will|plans? to|aims? to|by 20\d\d|goal|target", re.IGNORECASE
)
_BEFORE = re.compile(r"\bpreviously\b|\bbefore (?:this|the)\b|\buntil then\b", re.IGNORECASE)
_OF_THEM = rf"(?:of (?:them|these|which|whom|the \w+) |{_BODIES} )"
_HAVE = r"(?:have |has |had )?(?:already )?"
_OTHERS = r"(?:\w+ )?(?:institutions|organi[sz]ations|associations)"
_ALL = r"(?:so far|to date|in total|until now|since (?:October )?20\d\d)"
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
    ("companies", re.compile(rf"{_N} companies(?: and|,) {_ANY} {_OTHERS}")),
    ("institutions", re.compile(rf"{_ANY} companies(?: and|,) {_SOME} {_OTHERS}")),
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "agreements_total",
        re.compile(
            r"(?:number|total)[^.;]{0,70}?(?:compan|firm|organi|partner|institution|agreement|signator)[^.;]{0,60}?"
            rf"(?:to|reached|stands at|is now|now|at) {_N}\b(?!\s?(?:%|percent|people|employees|billion|million))"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"\b(?:brings?|brought|bringing|takes?|raises?) to {_N} the (?:total )?number of [^.;]{{0,40}}?"
            r"(?:compan|firm|organi|partner|institution|agreement|signator)[^.;]{0,60}"
        ),
    ),
    (
        "agreements_total",
        re.compile(rf"{_ALL}[^.;]{{0,60}}?signed[^.;]{{0,60}}? with (?:a total of )?{_N} (?:\w+ ){{0,2}}{_BODIES}"),
    ),
    (
        "agreements_total",
        re.compile(rf"signed[^.;]{{0,60}}? with (?:a total of )?{_N} (?:\w+ ){{0,3}}{_BODIES}[^.;]{{0,60}}?{_ALL}"),
    ),
    (
        "agreements_total",
        re.compile(
            rf"{_N} (?:\w+ ){{0,2}}companies and (?:institutions|organi[sz]ations|associations) "
            r"(?:that |which )?(?:have|had) (?:now )?(?:signed|concluded|joined)"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"{_N} (?:organi[sz]ations|partners) (?:\([^()]{{1,60}}\) )?(?:have|had) (?:now )?(?:signed|concluded) "
            r"[^.;]{0,60}?\bwith (?:the city\b(?! of\b)|(?:the city of )?(?P<whom>[A-Z]\w+))"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"(?:total|tally|count|roster) (?:now )?(?:stands at|is|to|reached|at) {_N} (?:\w+ ){{0,2}}companies and "
            rf"{_OTHERS}"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"(?:has|have|had) (?:now )?(?:signed|concluded) (?:(?:\w+ ){{0,2}}(?:agreements|MOUs) )?with "
            rf"(?:a total of )?{_N} (?:\w+ ){{0,2}}companies and {_OTHERS}"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"signed [^.;]{{0,120}}?bringing the (?:total|number)[^.;]{{0,60}}? to {_N}(?! ?(?:%|percent|people))"
        ),
    ),
    (
        "agreements_total",
        re.compile(
            rf"(?:has|have) (?:now )?(?:signed|concluded) (?:\w+ ){{0,3}}(?:agreements|MOUs) with {_N} partners"
        ),
    ),
    *_SPLIT,
    ("agreements_total", re.compile(rf"[Tt]he {_N} (?:partners|signatories) (?:consist|comprise|include|are made)")),
    (
        "offices_opened",
        re.compile(
            rf"(?:[Oo]f (?:them|these|those|the signatories),|\bof (?:which|whom)) {_N} {_HAVE}"
            r"(?:opened|set up|established) (?:\w+ ){0,3}offices?"
        ),
    ),
    (
        "offices_opened",
        re.compile(
            rf"{_N} (?:of (?:the \d{{2,3}}|them|these|those|which) )(?:now )?(?:keep|run|maintain|operate|have) "
            r"(?:an? )?(?:\w+ ){0,2}offices?"
        ),
    ),
    (
        "corporations_established",
        re.compile(rf"{_N} of (?:them|these|those|which) are (?:newly )?(?:established|founded) corporations"),
    ),
    (
        "offices_opened",
        re.compile(rf"{_N} {_OF_THEM}{_HAVE}(?:opened|set up|established) (?:\w+ ){{0,3}}offices?"),
    ),
    # '122 of the 208 firms with which it has signed agreements have opened offices'.
    (
        "offices_opened",
        re.compile(rf"{_N} of (?:the|its) \d{{2,3}} [^.;,]{{3,100}}? have (?:\w+ )?opened (?:\w+ ){{0,2}}offices"),
    ),
    (
        "agreements_total",
        re.compile(
            rf"\bof (?:the|its) {_N} (?:\w+ )?{_BODIES}(?: and \w+)? "
            r"(?:(?:with )?(?:which|whom) (?:it|the city) has|that have) signed"
        ),
    ),
    ("companies", re.compile(rf"[Cc]ompanies account for {_N} of (?:them|these|the total)")),
    ("institutions", re.compile(rf"[Cc]ompanies account for [^.;]{{1,30}}? {_OTHERS} (?:account )?for {_SOME}")),
    ("offices_opened", re.compile(rf"{_N} (?:have |has )(?:already )?opened (?:\w+ ){{0,3}}offices")),
    (
        "corporations_established",
        re.compile(
            rf"including {_N} that (?:have )?(?:founded|established|set up) (?:\w+ ){{0,3}}(?:corporations?|subsidiar)"
        ),
    ),
    (
        "hq_relocated",
        re.compile(rf"(?:including|and) {_N} that (?:have )?(?:moved|relocated) (?:\w+ ){{0,2}}(?:headquarters|head)"),
    ),
    (
        "corporations_established",
        re.compile(
            rf"{_N} {_OF_THEM}?{_HAVE}(?:founded|established|set up) (?:\w+ ){{0,3}}(?:corporations?|subsidiar\w+)"
        ),
    ),
    (
        "hq_relocated",
        re.compile(rf"{_N} {_OF_THEM}?{_HAVE}(?:moved|relocated) (?:\w+ ){{0,2}}(?:headquarters|head offices?)"),
    ),
    ("employees", re.compile(rf"(?:counts?|(?<!which )(?<!that )employ|employing) {_N} (?:employees|people|workers)")),
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


@rule(
    "total.english",
    positive="Gwangju City signed an AI agreement with Gana Tech. This brings the number of partner companies to 120.",
    negative="Gwangju City signed an AI agreement with Gana Tech. It aims to bring the number of companies to 120.",
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
                if measure == "agreements_total" and _PARTNER_COMPANIES.search(match.group()):
                    measure = "companies"
                if not _BOUND.search(doc.text, max(sentence.start, start - 16), start):
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


_BY_YEAR = re.compile(r"\b[Bb]y (?:the end of )?(20\d\d)\b")
_TARGETS = {
    "organisations": re.compile(
        rf"(?:attract|bring in|bring|draw|lure|invite|secure)(?:ing)? (?:\w+ )?{_N} (?:\w+ ){{0,2}}(?:compan|firm|"
        rf"business)"
    ),
    "people": re.compile(rf"(?:creat(?:e|ing)|add(?:ing)?) (?:\w+ )?{_N} (?:\w+ ){{0,2}}jobs"),
}


_WANTS = re.compile(
    r"(?:\b(?:wants?|aims?|plans?|intends?|hopes?|seeks?|vow(?:s|ed)?|pledge[sd]?) to|'s (?:goal|target|aim) is to)\b"
)
_ANOTHER_WANTS = re.compile(r"(?:and|while|but|;) (?!it\b|the city\b)[\w' ]{2,40} $")
_APPOSITION = re.compile(r",[^,]{1,60},$")
_THE_CITY = re.compile(
    r"\b(?:[Tt]he )?(?:city|municipality|metropolis)(?: government)?$|\b[Ii]t$"
    r"|^(?:[Cc]ity|[Mm]unicipal) (?:officials|planners|leaders|authorities)$"
)
_A_CITY = re.compile(r"\b(?!(?:The|This|That|Our|Each|In|At)\b)[A-Z][a-z]+(?:'s)?(?: Metropolitan)? City\b(?! Hall)")
_ONE_COMPANY = re.compile(r"\b(?:compan|firm|startup|start-up)(?:y\b|\b)")


def _city_wants(doc: Document, sentence: Sentence, target: re.Match[str]) -> bool:
    """Is it the city that wants? 'It' is the city unless a company was just spoken of."""
    told = list(_WANTS.finditer(sentence.text, 0, target.start() - sentence.start))
    # 'The city hopes to draw 400 companies, and Gana Tech wants to create 300 jobs': another's from there on.
    if not told or any(_ANOTHER_WANTS.search(sentence.text[: one.start()]) for one in told[1:]):
        return False
    wants = told[0]
    # 'The city, home to 1.4 million people, aims to': what stands between commas is no part of the subject.
    subject = _APPOSITION.sub("", sentence.text[: wants.start()].rstrip())
    # 'Incheon Metropolitan City …. The city plans': the city named last is meant.
    last = list(_A_CITY.finditer(doc.text, 0, sentence.start + wants.start()))
    if last and not doc.cues.city_en.search(last[-1].group()):
        return False
    named = _THE_CITY.search(subject)
    if named and named.group().lower() == "it":
        before = doc.text[doc.sentences[max(0, sentence.index - 2)].start : sentence.start]
        return not _ONE_COMPANY.search(before + subject)
    after = [subject[match.end() :] for match in doc.cues.city_en.finditer(subject)]
    return bool(named) or any(rest in ("", " City", " Metropolitan City") for rest in after)


@rule(
    "goal.english",
    positive="Gwangju signed an AI agreement. By 2024 the city wants to attract 310 companies and create 1,000 jobs.",
    negative="Gwangju signed an AI agreement. By 2024 Gana Tech plans to attract 40 companies and create 30 jobs.",
    gate=Gate(_BY_YEAR),
)
def goals(doc: Document) -> Iterator[Finding]:
    """A year and what is to be reached by it ('by 2024 the city wants to attract 310 companies')."""
    if not (doc.cues.city_en.search(doc.text) and doc.cues.topic_en.search(doc.text)):
        return
    for sentence in doc.prose:
        by = _BY_YEAR.search(sentence.text)
        for cue in doc.programme.goals if by else ():
            match = _TARGETS[cue.counts].search(doc.text, sentence.start, sentence.end)
            if (
                by
                and match
                and _city_wants(doc, sentence, match)
                and not _BOUND.search(doc.text, max(sentence.start, match.start("n") - 16), match.start("n"))
            ):
                yield Finding(
                    "goal.english",
                    "goal",
                    *match.span("n"),
                    measure_code=cue.code,
                    value_count=to_int(match["n"]),
                    value_text=match["n"],
                    unit_code="person" if cue.counts == "people" else "organisation",
                    qualifier="exact",
                    target_date=date(int(by[1]), 12, 31),
                    modality="planned",
                )
