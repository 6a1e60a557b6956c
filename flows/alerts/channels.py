"""Deliver one digest by one channel. Secrets come from the environment and never stand in an error."""

from __future__ import annotations

import os
import smtplib
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from flows.alerts.configuration import Channel, EmailChannel, PrefectChannel, SlackChannel, WebhookChannel
from flows.alerts.digest import Digest, headline
from flows.alerts.markup import as_html, as_slack
from flows.alerts.text import as_text

TIMEOUT_S = 15.0
PAUSES_S = (1.0, 4.0, 10.0)
"""Before the second, third and fourth try of one run."""
PASSING_ANSWERS = frozenset({408, 425, 429, *range(500, 600)})


class Undelivered(RuntimeError):
    """The channel did not take the message; the next run sends it again. The message says why."""


class NotNow(Undelivered):
    """Trying again in this run is of no use: the address is missing, or the server refuses."""


def deliver(
    channel: Channel,
    digest: Digest,
    *,
    environ: Mapping[str, str] = os.environ,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Send, with growing pauses between tries.

    Raises:
        Undelivered: After the last try.
    """
    for seconds in (*PAUSES_S, None):
        try:
            _send(channel, digest, environ)
            return
        except NotNow:
            raise
        except Undelivered:
            if seconds is None:
                raise
            pause(seconds)


def _send(channel: Channel, digest: Digest, environ: Mapping[str, str]) -> None:
    match channel:
        case SlackChannel():
            _post(secret(channel.url_from, environ), as_slack(digest), {})
        case WebhookChannel():
            token = secret(channel.token_from, environ) if channel.token_from else None
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            _post(secret(channel.url_from, environ), digest, {**headers, "Idempotency-Key": digest["alert_id"]})
        case EmailChannel():
            _mail(secret(channel.server_from, environ), message(channel, digest))
        case PrefectChannel():
            from flows.alerts.prefect_channel import show

            show(digest)


def secret(variable: str, environ: Mapping[str, str]) -> str:
    value = environ.get(variable)
    if not value:
        raise NotNow(f"{variable} is not set in the environment of the run")
    return value


def _post(url: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> None:
    import httpx

    try:
        answer = httpx.post(url, json=body, headers=headers, timeout=TIMEOUT_S, follow_redirects=False)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise NotNow("its address is not one; give https://…") from error
    except httpx.HTTPError as error:
        # The class alone: the words of some of these hold the address, and the address is the secret.
        raise Undelivered(f"could not be reached ({type(error).__name__})") from error
    if not answer.is_success:
        kind = Undelivered if answer.status_code in PASSING_ANSWERS else NotNow
        raise kind(f"answered {answer.status_code}")


def message(channel: EmailChannel, digest: Digest) -> EmailMessage:
    """Text and HTML. The message id is the alert's, so that a second copy is known as one."""
    mail = EmailMessage()
    mail["Subject"] = " ".join(f"[mou] {headline(digest)}".split())
    mail["From"] = channel.sender
    mail["To"] = ", ".join(channel.recipients)
    mail["Date"] = format_datetime(datetime.fromisoformat(digest["at"]))
    mail["Message-ID"] = f"<{digest['alert_id']}@mou>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(as_text(digest), cte="base64")
    mail.add_alternative(as_html(digest), subtype="html", cte="base64")
    return mail


def _mail(address: str, mail: EmailMessage) -> None:
    server = urlsplit(address)
    if server.scheme not in ("smtp", "smtps") or not server.hostname:
        raise NotNow("its address is not one; give smtp://user:password@host:port or smtps://…")
    try:
        with _connected(server) as smtp:
            if server.username:
                smtp.login(unquote(server.username), unquote(server.password or ""))
            smtp.send_message(mail)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as error:
        raise NotNow(f"the mail server refuses ({type(error).__name__})") from error
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(f"the mail server could not be reached ({type(error).__name__})") from error


def _connected(server: SplitResult) -> smtplib.SMTP:
    host = server.hostname or ""
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, server.port or 465, timeout=TIMEOUT_S)
    smtp = smtplib.SMTP(host, server.port or 587, timeout=TIMEOUT_S)
    smtp.ehlo()
    if smtp.has_extn("starttls"):
        smtp.starttls()
    elif server.username:
        smtp.close()
        raise NotNow("the mail server offers no encryption, so no password is sent to it; give smtps://…")
    return smtp
