"""English reports: the signing and its ordinals; its day, parties and figures have modules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import ENGLISH, to_int
from announcements.rules.pacts.words import LARGEST_BATCH
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
    r"|\bheld (?:an?|the) (?:\w+ ){0,2}(?:agreement|signing|MOU) ceremony\b[^.]{0,180}?\bwith\b"
)
# 'firms with which it has signed': some are told of by it.
_OF_WHOM = re.compile(
    r"\b(?:which|whom) (?:(?:it|they|the city|[A-Z]\w+(?: City)?) )?(?:has |have |had )?(?:already |ever )?$"
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
# 'signed with 41 companies this year', of no day.
_OF_A_YEAR = re.compile(
    r"^(?!.*\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|\d{1,2}(?:st|nd|rd|th)|[A-Z][a-z]{2,8}\.? \d{1,2})\b)"
    r".*\b(?:this (?:year|quarter)|last year|in the (?:first|second) half|over the (?:past|last))\b",
    re.DOTALL,
)
SIGNED_GATE = Gate(_SIGNED, _WERE_SIGNED)
_BACK = re.compile(
    r"\bsince\b|\bas of\b|\b(?:days|weeks|months?|years?) after\b|previously|last year|so far|"
    r"(?<!\ba day )(?<!\bone day )earlier|four-way|investment agreement",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying)\b|\b(?:has|have|had|did|was|were) not\b|\bnever\b|\brefus\w+|\bfailed to\b|\bfalsely\b",
    re.IGNORECASE,
)
_COMPANIES = re.compile(r"compan(?:y|ies)|firms?|start-?ups?|developers?|\b\d{1,3}(?:st|nd|rd|th)\b", re.IGNORECASE)
# One company alone may sign about anything.
_SETTLES = re.compile(
    r"\b(?:compan(?:ies|y and)|firms|start-?ups|developers|institutions|"
    r"(?:[Bb]ranch|[Rr]egional|[Ll]ocal) \w+|offices?|"
    r"headquarters|relocat\w+|"
    r"subsidiary|[Bb]usiness agreements?|AI [Bb]usiness(?:es)?|series|initiative|\d{1,3}(?:st|nd|rd|th))\b"
)
# 'an agreement with Gana Motors on an AI-based factory safety program'.
_PROJECT = re.compile(
    r"\b(?:agreement|MOU|memorandum)\b[^.]{0,80}? (?:on|for) an? "
    r"(?:[\w-]+ ){0,5}(?:programs?|project|system|service|platform|campaign)\b"
)
_ORDINAL = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th)?(?:(?:, \d{1,3}(?:st|nd|rd|th)){0,20},?\s?(?:~|to|-|through|"
    r"and)\s?(?:the )?(\d{1,3}))?(?:st|nd|rd|"
    # 'the 250th to 252nd "Gwangju-type AI Business" agreements'.
    r"th)\b(?=[^.,]{0,24}?\bpartners?\b|[^.]{0,40}?\b(?:[Aa]greement|MOU|memorand)"
    r"|[^.,\"]{0,16}\"[^\"\n]{2,70}\",? (?:(?!an?\b|the\b)\w+ ){0,3}?(?:[Aa]greement|MOU|memorand)"
    r"|[^.]{0,40}?\b(?:under|of|in) (?:the|an?) [^.]{0,30}?(?:program|series)"
    r"| (?:under|of|in) its [^.]{0,60}?(?:program|series)"
    # 'the 155th to 157th deals under its "Gwangju-type AI Business" program'.
    r"|[^.,\"]{0,24}?\b(?:deals?|pacts?|signings?) (?:under|of|in|for) (?:its|the city's) "
    r"[^.]{0,60}?(?:program|series|initiative|project))"
    # 'bringing its AI business series to its 280th through 282nd deals'.
    r"|(?<= series to its )(\d{1,3})(?:st|nd|rd|th)?(?:,?\s?(?:~|to|-|through|and)\s?(?:its )?(\d{1,3}))?"
    r"(?:st|nd|rd|th)\b"
)
_IT_IS = re.compile(
    # 'The city said they are the 161st through 164th agreements'.
    r"(?:(?:The city|The mayor|Officials|City officials|[A-Z]\w+(?: City)?) "
    r"(?:said|says|added|noted|explained) (?:that )?(?=[a-z]))?"
    r"(?:[Ii]t|[Tt]his|[Tt]hese|[Tt]hey|[Tt]he (?:\w+ )?(?:agreements?|deals?|MOUs?|pacts?|companies|"
    r"firms|startups|organi[sz]ations|institutions|newcomers))\b[^.]{0,20}?\b(?:is|was|are|were|marks?|became|become)\b"
)
# 'This is the 340th to 344th agreement'.
_THE_PACTS_ARE = re.compile(
    r"(?:The|These) (?:agreements?|deals?|MOUs?|pacts?) (?:is|are|was|were)\b"
    r"|(?:This|These|It|They) (?:is|are|was|were) the \d{1,3}(?:st|nd|rd|th)\b[^.,]{0,30}?\b(?:agreement|MOU|pact)s?\b"
)
# 'With the latest signing, the 146th through 149th in the program'.
_WITH_THE_LATEST = re.compile(
    r"\b(?:With|After|Following) (?:the|this|these) (?:\w+ ){0,2}"
    r"(?:signings?|agreements?|deals?|MOUs?|pacts?), (?:the|its) \d"
)
_PACTS_NUMBER = re.compile(
    r"\b(?:[Tt]he|[Tt]hese|[Tt]heir) (?:agreements?|deals?|MOUs?|pacts?) (?:is|are|was|were) "
    r"(?:the |number(?:s|ed)? )(?:the )?(\d{1,3})(?:st|nd|rd|th)"
    r"(?:(?:,| and| to| through|-) (?:the )?(\d{1,3})(?:st|nd|rd|th))?\b"
)
_SIGNS = re.compile(r"\b[Ss]igns (?:(?:its|the) )?\d{1,3}(?:st|nd|rd|th)\b")
# Who bears the city's name without being it, and pacts that are not the city's with companies.
_OF_THE_CITY = re.compile(
    r"-based|(?:'s)?\s?(?:[A-Z][a-z]+\s)?(?:District|companies|firms|startups|businesses|enterprises|"
    r"University|Institute|Bank|Technopark|Academy|Foundation|Chamber|Council|FC\b)"
)
# 'signed with firms in Gwangju': where they are, not who signed.
_IN_IT = re.compile(r"\b(?:in|at|from|near|across|to|following|after|like|unlike|than|behind|beside|besides|on|as)\s$")
# 'in Buk-gu, Gwangju.': the last part of an address, which no verb follows.
_ADDRESS = re.compile(r"\b(?:in|at|from|near)\s[^,.]{2,60},\s(?:[A-Z][\w-]+,\s){0,2}$")
_ENDS_ADDRESS = re.compile(r"[.,;)]|$|\s(?:on|with|where|to|for|in|under|that|which)\b")
_OTHER = re.compile(
    r"\b(?:export|talent|workforce|universit(?:y|ies)|students?|friendship|sister|exchange)\b", re.IGNORECASE
)


def _city_acts(doc: Document, sentence: Sentence) -> bool:
    named = [
        m
        for m in doc.cues.city_en.finditer(sentence.text)
        if not _OF_THE_CITY.match(sentence.text, m.end()) and not _is_place(sentence.text, m)
    ]
    return bool(named or re.search(r"\b[Tt]he city\b(?! hall)", sentence.text))


def _is_place(text: str, city: re.Match[str]) -> bool:
    if _IN_IT.search(text, 0, city.start()):
        return True
    return bool(_ADDRESS.search(text, 0, city.start()) and _ENDS_ADDRESS.match(text, city.end()))


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
        if match and _OF_WHOM.search(doc.text, max(sentence.start, match.start() - 40), match.start()):
            continue
        denied = match and _DENIED.search(doc.text, sentence.start, match.end())
        if match and (_told_of_then(doc, sentence, match) or _another_signs(doc, sentence, match)):
            continue
        # '"We signed …," said the head of one that came years ago'.
        if match and sentence.text.count('"', 0, match.start() - sentence.start) % 2:
            continue
        most = max((to_int(n["n"]) for n in _MANY.finditer(sentence.text)), default=0) if match else 0
        summed_up = most > LARGEST_BATCH or (most > 1 and _OF_A_YEAR.search(sentence.text))
        if (
            match
            and acts
            and not elsewhere
            and not denied
            and not summed_up
            and _COMPANIES.search(doc.text)
            and not _of_a_project(doc, sentence)
        ):
            yield sentence, match


# 'In 2021, Gwangju signed …', 'Two years ago it signed …', 'signed …, and opened an office the next year'.
_IN_YEAR = re.compile(
    r"(?:^|[,;] )(?:Back )?[Ii]n (?:(?:early|late|mid-?|the (?:spring|summer|fall|autumn|winter) of|"
    r"[A-Z][a-z]{2,8}\.?) ?)?(20\d\d)\b(?!\))"
)
_LONG_AGO = re.compile(
    r"\b(?:two|three|four|five|several|\d+) (?:years|months) ago\b|"
    r"\b(?:the (?:next|following|same) year|a year later|later that year|at the time)\b",
    re.IGNORECASE,
)


def _told_of_then(doc: Document, sentence: Sentence, signed: re.Match[str]) -> bool:
    """Is it said of another year than that of the report, or of long ago?"""
    years = [int(y) for y in _IN_YEAR.findall(doc.text[sentence.start : signed.start()])]
    other = bool(doc.told_on and any(year != doc.told_on.year for year in years))
    return other or bool(_LONG_AGO.search(sentence.text))


def _of_a_project(doc: Document, sentence: Sentence) -> bool:
    """Is the pact about one project, in a report without a word of settling or of several companies?"""
    return bool(_PROJECT.search(sentence.text)) and not _SETTLES.search(doc.text)


# 'Busan signed …, following Gwangju'.
_CITY_FIRST = re.compile(
    r"(?:The )?(?:(?:[Cc]ity|[Pp]rovince) of )?(?:Busan|Daegu|Daejeon|Ulsan|Incheon|Sejong|Seoul|"
    r"Suwon|Seongnam|Jeonju|Changwon|Jeju|"
    r"Jeon(?:nam|buk)|Gyeong(?:nam|buk|gi)|Chung(?:nam|buk)|Gangwon|(?:North|South) (?:Jeolla|Gyeongsang|Chungcheong))"
    r"(?: (?:Metropolitan |Special )?(?:City|Province|Government))* "
    r"(?:and \w+ )?(?:also |has |have |had |on \w+ |said (?:\w+ ){0,5}it )*$"
)


def _another_signs(doc: Document, sentence: Sentence, signed: re.Match[str]) -> bool:
    """Is another city the subject that signs?"""
    return bool(_CITY_FIRST.fullmatch(doc.text, sentence.start, signed.start()))


# A pact with another city or province is no company's.
_GOVERNMENT = re.compile(
    r"(?:^|\b(?:with|between|and|by) )(?:the )?"
    r"(?!(?:The|AI|Smart|Future|Digital)\b)(?P<name>[A-Z][\w-]+ (?:[A-Z][\w-]+ )?)"
    r"(?:City(?= (?:and|on|to|in|for|has|have|government|signed)\b|[,.]|$)|(?:Metropolitan|Provincial) Government"
    r"|Province|Prefecture|County)\b"
    r"|\b(?:two|three|both|twin|neighbou?ring) (?:cities|provinces|governments|municipalities|mayors)\b"
    r"|\b(?:cities|governments|provinces) of [A-Z]"
    # 'Gwangju and Jeonnam signed', 'an agreement with South Jeolla on …'.
    r"|\b(?:with|between|and) (?:the )?(?:Jeon(?:nam|buk)|(?:South|North) (?:Jeolla|Gyeongsang|Chungcheong)|"
    r"Gyeong(?:nam|buk|gi)|Chung(?:nam|buk)|"
    rf"Gangwon|Jeju|Busan|Daegu|Daejeon|Ulsan|Incheon|Sejong|Seoul)(?: (?:have |has )?(?:{SIGNED}|on|to|for)\b|\.?$)"
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
    negative=(
        "Gwangju City will sign an agreement on the AI business with the company Gana Tech. "
        "Gwangju City signed agreements on the AI business with 41 companies this year."
    ),
    gate=SIGNED_GATE,
)
def signing(doc: Document) -> Iterator[Finding]:
    """An English sentence says that the city signed with companies, or with an ordinal."""
    for _, match in signing_sentences(doc):
        yield Finding("signing.english", "signing", *match.span(), grade="C")


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
    told += [s for s in doc.prose if told and _WITH_THE_LATEST.search(s.text) and s not in told]
    # 'Gwangju City Signs 180th to 184th Agreements with AI Companies' above the signing.
    told += [s for s in doc.prose if told and s.index == 0 and _SIGNS.search(s.text) and _city_acts(doc, s)]
    for sentence in told:
        pacts = _PACTS_NUMBER.search(doc.text, sentence.start, sentence.end)
        for match in (pacts,) if pacts else _ORDINAL.finditer(doc.text, sentence.start, sentence.end):
            if re.search(r"\bon (?:the )?$", doc.text[max(sentence.start, match.start() - 8) : match.start()]):
                continue
            begins, ends = match.groups()[-2:] if not match[1] else match.groups()[:2]
            first, last = int(begins), int(ends or begins)
            if first <= last < first + 100:
                yield Finding(
                    "ordinal.english", "ordinal_first", *match.span(), value_count=first, value_text=match.group()
                )
                yield Finding(
                    "ordinal.english", "ordinal_last", *match.span(), value_count=last, value_text=match.group()
                )
