"""Catalogues of translated texts, as gettext knows them: a folder per language, a file per area of the program."""

import gettext
import io
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
def of_browser(code: str) -> dict[str, str]:
    """Texts of the browser's side: English → this language; behind its context and `CONTEXT_END`, where it has one."""
    texts = (message for message in read(HERE / code / "web.po", code) if message.id)
    return {f"{text.context}{CONTEXT_END}" * bool(text.context) + str(text.id): str(text.string) for text in texts}
