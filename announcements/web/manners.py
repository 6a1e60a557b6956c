"""Good manners: a pause between two requests to one host, and what a site's robots.txt asks for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST_CRAWL_DELAY_S = 30.0

Clock = Callable[[], float]
Sleep = Callable[[float], None]


@dataclass(slots=True)
class Pauses:
    """When each host was last asked, whichever source asked it."""

    clock: Clock = time.monotonic
    sleep: Sleep = time.sleep
    last: dict[str, float] = field(default_factory=dict)
    wished: dict[str, float] = field(default_factory=dict)
    """Seconds between requests that a site's robots.txt asks for."""

    def before(self, site: str, seconds: float) -> None:
        """Wait until the host may be asked again."""
        due = self.last.get(site, float("-inf")) + max(seconds, self.wished.get(site, 0.0))
        if (left := due - self.clock()) > 0:
            self.sleep(left)
        self.last[site] = self.clock()


PAUSES = Pauses()
"""Of this process: two sources on one host share the host's patience."""


class Robots:
    """What robots.txt of the sites allows. A site without one allows everything (RFC 9309)."""

    def __init__(self, agent: str, fetch: Callable[[str], tuple[int, str]], pauses: Pauses) -> None:
        """``fetch``: address of a robots.txt → status and text; it raises what it raises for any page."""
        self.agent, self.fetch, self.pauses = agent, fetch, pauses
        self.rules: dict[str, object] = {}

    def allow(self, site: str, url: str) -> bool:
        from protego import Protego

        rules = self.rules.get(site)
        if rules is None:
            status, text = self.fetch(f"{site}/robots.txt")
            rules = Protego.parse(text if status == 200 else "")
            self.rules[site] = rules
            delay = rules.crawl_delay(self.agent)
            if delay:
                self.pauses.wished[site] = min(float(delay), LONGEST_CRAWL_DELAY_S)
        assert isinstance(rules, Protego)
        return bool(rules.can_fetch(url, self.agent))
