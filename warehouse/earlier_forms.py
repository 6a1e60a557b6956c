"""What a document took the place of at its pages: asked before it is taken down, when that can still be seen."""

from __future__ import annotations

from dataclasses import replace

from warehouse.candidate import open_candidate
from warehouse.load import Inputs, load


def earlier_forms(inputs: Inputs, document_id: str) -> dict[str, str]:
    """The captures whose place it took (``warehouse.counting``), each with the instant when that was first seen."""
    with open_candidate() as connection:
        load(connection, replace(inputs, statements=[]))
        found = connection.execute(
            """
            select correction.capture_id, min_by(newer.fetched_at, correction.newer_fetched_at)
            from extracted.page_correction as correction
            inner join raw.capture as newer
                on newer.programme_code = correction.programme_code and newer.capture_id = correction.newer_capture_id
            where correction.newer_document_id = ?
            group by all
            order by all
            """,
            [document_id],
        )
        return dict(found.fetchall())
