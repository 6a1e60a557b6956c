"""Ordinals that answer a question ('몇 번째인가. 278~280번째다')."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.text import Sentence

# '몇 번째인가. 시에 따르면 278~280번째다'.
_WHICH = re.compile(
    r"(?:[-\"'QA]\.?\s?)?(?:(?:이번(?:이|\s협약은|\s협약이)?|협약(?:은|이|으로는)|통산)\s)?몇\s?번째(?:\s(?:업무\s?)?협약)?[^\s]{2,4}[.?]"
)
_ANSWER = re.compile(r"[-\"']?\s?(?:시에\s(?:따르면|의하면)\s|이번이\s|이번\s협약은\s|통산\s)?")


def answers(doc: Document, sentence: Sentence, before: str) -> bool:
    """Does the sentence before ask for the ordinal, and nothing but an answer's opening stand before it?"""
    asked = doc.sentences[sentence.index - 1].text if sentence.index else ""
    return bool(_WHICH.fullmatch(asked) and _ANSWER.fullmatch(before))
