"""The shape of ``configs/alerts.yml``: who hears of what, by which channel, and how patient incidents are.

Secrets are not in it: a channel names the environment variable that holds its address.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from flows.schema import Code, Strict, Text

Variable = Annotated[
    str, Field(pattern=r"^[A-Z][A-Z0-9_]*$", description="Name the environment variable that holds it.")
]
Positive = Annotated[int, Field(ge=1, description="Give a whole number, 1 or more.")]
Severity = Literal["critical", "warning"]


class SlackChannel(Strict):
    """A Slack-compatible incoming webhook (Slack, Mattermost, Rocket.Chat and others)."""

    kind: Literal["slack"]
    code: Code
    url_from: Variable


class WebhookChannel(Strict):
    """The whole digest as JSON, by POST; with a bearer token where ``token_from`` names one."""

    kind: Literal["webhook"]
    code: Code
    url_from: Variable
    token_from: Variable | None = None


class EmailChannel(Strict):
    """E-mail as text and HTML. The server is ``smtp://user:password@host:port``, or ``smtps://…``."""

    kind: Literal["email"]
    code: Code
    server_from: Variable
    sender: Text = Field(description="Give the sender's address; a role, not a person.")
    recipients: tuple[Text, ...] = Field(min_length=1, description="List at least one address.")


class PrefectChannel(Strict):
    """An event and an artifact of the flow run; it exists only where the night is one."""

    kind: Literal["prefect"]
    code: Code


Channel = Annotated[SlackChannel | WebhookChannel | EmailChannel | PrefectChannel, Field(discriminator="kind")]


class Route(Strict):
    """What goes where; an incident goes to every channel of every route that takes it."""

    channels: tuple[Code, ...] = Field(min_length=1, description="Name at least one channel.")
    severities: tuple[Severity, ...] = ("critical", "warning")
    owners: tuple[Text, ...] = Field(default=(), description="List owners of checks, or leave it out for all.")

    def takes(self, severity: str, owner: str) -> bool:
        return severity in self.severities and (not self.owners or owner in self.owners)


class Patience(Strict):
    """Hysteresis of one check: judgements in a row before it opens, and before it closes."""

    check: Text
    open_after: Positive = 1
    recover_after: Positive = 1


class Watch(Strict):
    """What counts as a night that did not happen."""

    night_every_hours: Positive = Field(default=26, description="Give the hours after which a night is missed.")
    night_at_most_minutes: Positive = Field(default=180, description="Give the minutes after which a night hangs.")
    undelivered_after_hours: Positive = Field(
        default=24, description="Give the hours after which a channel counts as dead."
    )


class Alerts(Strict):
    """``configs/alerts.yml``."""

    runbook: str = Field(default="", description="Give the address that runbook links begin with, or leave it out.")
    channels: tuple[Channel, ...] = ()
    routes: tuple[Route, ...] = ()
    patience: tuple[Patience, ...] = ()
    watch: Watch = Watch()

    @model_validator(mode="after")
    def _routes_name_channels(self) -> Alerts:
        codes = [channel.code for channel in self.channels]
        if len(codes) != len(set(codes)):
            raise ValueError(f"a channel's code stands twice in {codes}; give each a code of its own")
        named = {code for route in self.routes for code in route.channels}
        if unknown := sorted(named - set(codes)):
            raise ValueError(f"routes name unknown channels {unknown}; known are {codes}")
        if idle := sorted(set(codes) - named):
            raise ValueError(f"no route leads to the channels {idle}; add a route, or remove them")
        return self

    def channels_for(self, severity: str, owner: str) -> frozenset[str]:
        """The codes of the channels that hear of an incident."""
        return frozenset(code for route in self.routes if route.takes(severity, owner) for code in route.channels)
