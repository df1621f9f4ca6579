"""Bring the catalogues up to date with the texts in the code: `python -m playground.languages.extract [AREA …]`.

New texts are added without a translation, and those that are gone are taken out.
"""

import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from playground.languages.catalogues import HERE, read
from playground.languages.tables import A_TERM, LESSON, MEANING, TERM, with_texts

PACKAGE = HERE.parent
PAGES = PACKAGE.parent / "pages"
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2), "p_": ((1, "c"), 2)}
"""Functions that mark texts, see playground/languages/__init__.py."""
WIDTH = 120


class Text(NamedTuple):
    """A text of the program.  plural: empty where it has one form; context: empty where it has none."""

    file: str
    text: str
    plural: str = ""
    context: str = ""


def area(path: Path) -> str:
    """The catalogue of a file: `ui-inside` of pages/inside.py and ui/inside/; `root` of single files."""
    if path.parent == PAGES:
        return f"ui-{path.stem}"
    parts = path.relative_to(PACKAGE).parts
    if path.suffix == ".js":
        return "web"
    return {1: "root", 2: parts[0]}.get(len(parts), "-".join(parts[:2]) if parts[0] == "ui" else parts[0])


def texts() -> Iterator[tuple[str, Text]]:
    """Every text of the program with its area."""
    for pattern, method in (("**/*.py", "python"), ("ui/web/src/**/*.js", "javascript")):
        for path in sorted(PACKAGE.glob(pattern)):
            yield from ((area(path), found) for found in _marked(path, method))
    for path in sorted(PAGES.glob("*.py")):
        yield from ((area(path), found) for found in _marked(path, "python"))
    for name, more in OTHERS.items():
        for found in more():
            yield name, found


def _lessons() -> Iterator[Text]:
    for path in sorted(PACKAGE.glob("lessons/ours/*.toml")):
        yield from _in_table(path, LESSON)


def _glossary() -> Iterator[Text]:
    yield from _in_table(PACKAGE / "glossary.toml", TERM, context=A_TERM)
    yield from _in_table(PACKAGE / "glossary.toml", MEANING)


def _in_table(path: Path, fields: tuple[str, ...], context: str = "") -> Iterator[Text]:
    found: list[str] = []

    def find(text: str) -> str:
        found.append(text)
        return text

    with_texts(tomllib.loads(path.read_text(encoding="utf-8")), fields, find)
    for text in found:
        yield Text(path.relative_to(PACKAGE).as_posix(), text, context=context)


OTHERS: dict[str, Callable[[], Iterator[Text]]] = {"lessons-ours": _lessons, "glossary": _glossary}
"""Area → the texts of files that are neither Python nor JavaScript."""


def _marked(path: Path, method: str) -> Iterator[Text]:
    options = {"encoding": "utf-8", "parse_template_string": True}
    for _line, said, _comments, context in extract_from_file(method, path, KEYWORDS, options=options):
        one, several = said if isinstance(said, tuple) else (said, "")
        place = path.relative_to(PACKAGE.parent if path.parent == PAGES else PACKAGE).as_posix()
        yield Text(place, str(one), str(several), str(context or ""))


def catalogues(code: str) -> dict[str, Catalog]:
    """Area → its catalogue as it should be: each text of today, with the translation there is."""
    made: dict[str, Catalog] = {}
    for name, found in texts():
        catalog = made.setdefault(name, Catalog(locale=code, fuzzy=False))
        catalog.add(
            (found.text, found.plural) if found.plural else found.text,
            context=found.context or None,
            locations=[(found.file, None)],  # type: ignore[list-item]  # without numbers of lines, which change
        )
    for name, catalog in made.items():
        old = read(HERE / code / f"{name}.po", code)
        for message in catalog:
            if message.id and (before := old.get(message.id, message.context)):
                message.string = before.string
    return made


def update(code: str, areas: list[str]) -> dict[str, int]:
    """Write catalogues anew.  areas: empty for all.  Returns how many texts of each have no translation yet."""
    made = catalogues(code)
    for path in (HERE / code).glob("*.po"):
        if path.stem not in made:
            path.unlink()
    missing = {}
    for name, catalog in sorted(made.items()):
        if areas and name not in areas:
            continue
        with (HERE / code / f"{name}.po").open("wb") as file:
            write_po(file, catalog, width=WIDTH, omit_header=True, sort_by_file=True)
        missing[name] = sum(not all(_forms(message.string)) for message in catalog if message.id)
    return missing


def _forms(string: object) -> list[object]:
    return list(string) if isinstance(string, tuple | list) else [string]


if __name__ == "__main__":
    for catalogue, number in update("zh", sys.argv[1:]).items():
        print(f"{catalogue}.po: {number} without a translation")
