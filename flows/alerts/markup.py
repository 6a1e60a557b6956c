"""A digest for e-mail readers (HTML), for Prefect (Markdown) and for Slack-compatible chats (blocks)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from flows.alerts.digest import SECTIONS, Digest, headline
from flows.alerts.text import TITLES, as_text, numbers, when

if TYPE_CHECKING:
    import jinja2

SLACK_BLOCKS, SLACK_LETTERS = 45, 2900
"""Slack refuses messages of more than 50 blocks, and blocks of more than 3,000 letters."""
WEB = re.compile(r"https?://", re.IGNORECASE)


@cache
def _template() -> jinja2.Template:
    # Most nights have nothing to tell.
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("flows.alerts", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("digest.html.j2")


def as_html(digest: Digest) -> str:
    return _template().render(
        digest=digest, headline=headline(digest), sections=SECTIONS, titles=TITLES, when=when, numbers=numbers,
        is_web=lambda address: bool(address and WEB.match(address)),
    )  # fmt: skip


def as_markdown(digest: Digest) -> str:
    """The text as it stands: its layout says enough, and nothing in it is taken for markup."""
    fence = "`" * 4
    return f"{fence}text\n{as_text(digest).replace(fence, '')}{fence}\n"


def as_slack(digest: Digest) -> dict[str, Any]:
    """Slack's blocks, each short enough, with the headline as the text of the notification."""
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": headline(digest)[:150]}},
        _section(f"{when(digest['at'])}, run {digest['run_id']}: {escaped(digest['message'])}"),
    ]
    for name in SECTIONS:
        for group in digest[name]:
            blocks.append(_section(_slack_group(TITLES[name], group, is_new=name == "new")))
    if len(blocks) > SLACK_BLOCKS:
        left = len(blocks) - SLACK_BLOCKS
        blocks = [*blocks[:SLACK_BLOCKS], _section(f"… {left} more checks: `mou incidents`")]
    return {"text": headline(digest), "blocks": blocks}


def _slack_group(title: str, group: dict[str, Any], *, is_new: bool) -> str:
    lines = [f"*{title}: {group['check']}* ({group['severity']}, {group['owner']})"]
    for item in group["incidents"]:
        lines.append(f"• {escaped(item['message'])} (since {when(item['first_seen'])})")
        if is_new:
            for row in item["rows"][:2]:
                lines += [f"> {escaped(s['quote'])} {_link(s)}" for s in row["sentences"]]
    if group["more"]:
        lines.append(f"… {group['more']} more")
    if is_new:
        lines += [f"_{group['likely']}_ {group['remedy']}", escaped(group["runbook"])]
    return "\n".join(lines)


def _link(sentence: dict[str, Any]) -> str:
    name = escaped(str(sentence["publisher"] or "source"))
    if not WEB.match(sentence["url"] or ""):
        return f"({name})"
    return f"<{escaped(sentence['url']).replace('|', '%7C')}|{name}>"


def escaped(text: str) -> str:
    """What Slack asks for; everything else is taken as written."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:SLACK_LETTERS]}}
