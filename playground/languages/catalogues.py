"""Catalogues of translated texts, as gettext knows them: a folder per language, a file per area of the program."""

import gettext
import io
import json
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent
CONTEXT_END = "\x04"
"""As in the files that gettext compiles."""


@cache
def translations(code: str) -> gettext.NullTranslations:
    """All texts of a language; those it lacks are English."""
    if not (HERE / code).is_dir():
        return gettext.NullTranslations()
    whole = Catalog(locale=code)
    for path in sorted((HERE / code).glob("*.po")):
        for message in read(path, code):
            if message.id:
                whole.add(message.id, message.string, context=message.context)
    file = io.BytesIO()
    write_mo(file, whole)
    file.seek(0)
    return gettext.GNUTranslations(file)


def read(path: Path, code: str) -> Catalog:
    """One catalogue; empty where there is no file."""
    if not path.exists():
        return Catalog(locale=code)
    with path.open(encoding="utf-8") as file:
        return read_po(file, locale=code)


@cache
def for_browser(code: str) -> str:
    """The texts of the browser's side as a line of script: English → this language; nothing where it has none.

    English stands behind its context and `CONTEXT_END`, where it has one.
    """
    texts = {
        f"{message.context}{CONTEXT_END}" * bool(message.context) + str(message.id): str(message.string)
        for message in read(HERE / code / "web.po", code)
        if message.id
    }
    written = json.dumps(texts, ensure_ascii=False).replace("<", "\\u003c")
    return f"globalThis.playgroundTexts = {written};\n" if texts else ""
