"""Words that every rule about pacts starts from: what a pact is called, what is over, and how many sign at once."""

from __future__ import annotations

import re

PACT = (
    r"(?:(?:업무|사업|투자|협력)\s?)?(?:협약|제휴|양해각서)(?:\s?\(\s?[Mm][Oo][Uu]\s?\))?(?:\s?(?:체결|서명|조인)식|식|서)"
    # '협약만 하고 오지 않는 기업'.
    r"?(?![가-힣]*(?:기업|기관|사항|내용|금|에는)|만\s)"
    r"|(?:서명|조인)식|(?<![A-Za-z])M[Oo][Uu](?![A-Za-z])"
)
NAMES_PACT = re.compile(PACT)
# The largest batch met was 21; sums over the run start near 50.
LARGEST_BATCH = 45
