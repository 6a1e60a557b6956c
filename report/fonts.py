"""The Korean typeface: whole for plots, cut down to the letters used for the page.

Noto Sans KR by Adobe and Google, SIL Open Font License 1.1, which allows embedding and cutting down; it reserves no
name. It comes as a file of the package ``pylopdf-fonts-ko``.
"""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "Noto Sans KR"
FILE = "NotoSansKR-Regular.otf"
PACKAGE = "pylopdf_fonts_ko"


class MissingFont(RuntimeError):
    """The typeface is not installed; the message says what to do."""


def font_file() -> Path:
    """Where the typeface lies. The package is found, not run.

    Raises:
        MissingFont: It is not installed.
    """
    spec = find_spec(PACKAGE)
    folders = list(spec.submodule_search_locations or []) if spec else []
    path = Path(folders[0], FILE) if folders else Path(FILE)
    if not path.exists():
        raise MissingFont(f"{FILE} of {PACKAGE} is not installed. Set the environment up again with 'make run'.")
    return path


@lru_cache(maxsize=4)
def subset(letters: frozenset[str]) -> bytes:
    """The typeface with these letters alone, as WOFF2; the same bytes for the same letters."""
    from fontTools import subset as cutter

    options = cutter.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "tnum"]
    options.name_IDs = []
    options.notdef_outline = True
    options.recalc_timestamp = False
    scissors = cutter.Subsetter(options)
    scissors.populate(unicodes=sorted(ord(letter) for letter in letters))
    stream = io.BytesIO()
    with cutter.load_font(str(font_file()), options) as font:
        scissors.subset(font)
        cutter.save_font(font, stream, options)
    return stream.getvalue()
