"""Every text of the interface stands in the catalogue of each language, with its places, and nothing else does."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from playground.languages import ENGLISH, LANGUAGES
from playground.languages.catalogues import HERE, read
from playground.languages.extract import catalogues, texts
from playground.paths import PACKAGE, PROJECT
from tests.languages.unmarked import MARKS, not_shown, unmarked
from tests.source import parsed

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
needed = cache(catalogues)
AREAS = [(code, path.stem) for code in OTHERS for path in sorted((HERE / code).glob("*.po"))]
WRONG_MARK = re.compile(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\\.(?!\\d|\\w)")
ENGLISH_ALONE = ("playground/cli/", "playground/__main__.py")
"""The command line."""


def key(message: Message) -> tuple[object, object]:
    return message.id, message.context


def forms(string: object) -> list[str]:
    return [*map(str, string)] if isinstance(string, tuple | list) else [str(string)]


def places(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:  # braces that are no places
        return set()


@pytest.mark.parametrize(("code", "name"), AREAS)
def test_a_catalogue_has_the_texts_of_its_area_and_no_others(code, name):
    there = {key(message) for message in read(HERE / code / f"{name}.po", code) if message.id}
    assert there == {key(message) for message in needed(code)[name] if message.id}, (
        "python -m playground.languages.extract brings the catalogues up to date"
    )


@pytest.mark.parametrize(("code", "name"), AREAS)
def test_every_text_has_a_translation_with_the_same_places(code, name):
    for message in read(HERE / code / f"{name}.po", code):
        if message.id:
            assert not message.fuzzy
            for said in forms(message.string):
                assert said.strip(), message.id
                assert places(said) == places(forms(message.id)[-1]), message.id
                assert said[0].isspace() == forms(message.id)[-1][0].isspace(), message.id
                assert said[-1].isspace() == forms(message.id)[-1][-1].isspace(), message.id


def marked(path: Path) -> set[tuple[str, ...]]:
    """The texts that stand in calls of `MARKS`, as Python reads them."""
    found = set()
    for call in ast.walk(parsed(path)):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in MARKS:
            said = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if said:
                found.add(tuple(said))
    return found


def test_what_is_marked_is_found_wherever_it_stands():
    """A call inside brackets inside another call is overlooked by the extraction: give it a line of its own."""
    found = {(text.context, text.text, text.plural) for _area, text in texts()}
    for path in PACKAGE.rglob("*.py"):
        for said in marked(path):
            assert {("", *said, ""), ("", *said), (*said, "")} & found, (path.name, said)


@pytest.mark.parametrize("code", OTHERS)
def test_no_catalogue_is_left_of_an_area_that_is_gone(code):
    assert {path.stem for path in (HERE / code).glob("*.po")} == set(needed(code))


@pytest.mark.parametrize("code", OTHERS)
def test_a_text_reads_the_same_wherever_it_stands(code):
    said: dict[object, object] = {}
    for name in needed(code):
        for message in read(HERE / code / f"{name}.po", code):
            if message.id:
                assert said.setdefault(key(message), message.string) == message.string


@pytest.mark.parametrize("name", [name for code, name in AREAS if code == "zh"])
def test_chinese_sentences_have_chinese_marks(name):
    for message in read(HERE / "zh" / f"{name}.po", "zh"):
        for said in forms(message.string) if message.id else ():
            assert not WRONG_MARK.search(re.sub(r"`[^`]*`|\$[^$]*\$", "", said)), said


PROGRAM = [*sorted(PACKAGE.rglob("*.py")), *sorted((PROJECT / "pages").glob("*.py"))]
FILES = [path for path in PROGRAM if not path.relative_to(PROJECT).as_posix().startswith(ENGLISH_ALONE)]


def test_no_text_that_looks_as_if_it_is_read_is_left_unmarked():
    known = set(not_shown())
    assert not [line for path in FILES for line in unmarked(path) if line not in known]


def test_what_is_said_to_be_read_by_nobody_is_there():
    assert not set(not_shown()) - {line for path in PROGRAM for line in unmarked(path)}


@pytest.mark.parametrize("path", PROGRAM, ids=lambda path: path.name)
def test_no_text_is_marked_where_the_catalogues_overlook_it(path):
    """Within an f-string Babel finds none."""
    inside = (
        call
        for string in ast.walk(parsed(path))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
    )
    assert not [call.lineno for call in inside if isinstance(call.args[0], ast.Constant)]


@pytest.mark.parametrize("path", PROGRAM, ids=lambda path: path.name)
def test_what_marks_texts_is_never_another_thing(path):
    """`for _ in …` in a function that calls `_` would take its place."""
    for function in ast.walk(parsed(path)):
        if isinstance(function, ast.FunctionDef):
            names = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id in MARKS]
            called = any(isinstance(name.ctx, ast.Load) for name in names)
            inner = {
                id(part)
                for node in ast.walk(function)
                if isinstance(node, ast.comprehension)
                for part in ast.walk(node.target)
            }
            assert not called or not [n for n in names if isinstance(n.ctx, ast.Store) and id(n) not in inner]
