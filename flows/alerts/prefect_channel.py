"""A digest as an event and an artifact of the flow run that tells it."""

from __future__ import annotations

import json

from prefect.artifacts import create_markdown_artifact
from prefect.context import FlowRunContext
from prefect.events import emit_event

from flows.alerts.digest import Digest, headline
from flows.alerts.markup import as_markdown

EVENT = "mou.digest"


def is_in_flow() -> bool:
    return FlowRunContext.get() is not None


def show(digest: Digest) -> None:
    """Artifact ``mou-digest`` (its newest stands on top), event ``mou.digest`` for automations to answer."""
    create_markdown_artifact(key="mou-digest", markdown=as_markdown(digest), description=headline(digest))
    emit_event(
        event=EVENT,
        resource={"prefect.resource.id": f"mou.run.{digest['run_id']}", "prefect.resource.name": headline(digest)},
        payload=json.loads(json.dumps(digest, default=str)),
    )
