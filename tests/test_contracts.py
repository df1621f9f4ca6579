"""What holds for every file of the program: it is documented, and small."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.source import PROJECT, TREES

LONGEST_FILE = 250
Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
every_file = pytest.mark.parametrize("path", TREES)


def public(body: list[ast.stmt]) -> Iterator[Definition]:
    """The classes and functions in a body whose name does not begin with an underscore."""
    return (node for node in body if isinstance(node, Definition) and not node.name.startswith("_"))


@cache
def classes() -> dict[str, ast.ClassDef]:
    """Those of all files, by name."""
    return {node.name: node for tree in TREES.values() for node in tree.body if isinstance(node, ast.ClassDef)}


def documented(method: Definition, owner: ast.ClassDef) -> bool:
    """Whether a method has a docstring of its own, or overrides one that has."""
    if ast.get_docstring(method):
        return True
    bases = [classes()[base.id] for base in owner.bases if isinstance(base, ast.Name) and base.id in classes()]
    return any(
        documented(next((node for node in public(base.body) if node.name == method.name), method), base)
        for base in bases
    )


def undocumented(tree: ast.Module) -> list[str]:
    """Public classes, functions and methods without a docstring."""
    missing = [node.name for node in public(tree.body) if not ast.get_docstring(node)]
    for owner in public(tree.body):
        if isinstance(owner, ast.ClassDef):
            missing += [f"{owner.name}.{node.name}" for node in public(owner.body) if not documented(node, owner)]
    return missing


@every_file
def test_a_file_says_what_it_is(path):
    assert ast.get_docstring(TREES[path])


@every_file
def test_everything_public_is_documented(path):
    assert undocumented(TREES[path]) == []


def test_a_method_without_docstring_is_found_unless_it_overrides_a_documented_one():
    methods = "def label(self): ...\n def other(self): ...\n def _own(self): ..."
    tree = ast.parse(f"class Dense(Layer):\n 'A layer.'\n {methods}\ndef alone(): ...")
    assert undocumented(tree) == ["alone", "Dense.other"]


@every_file
def test_a_file_is_read_in_one_sitting(path):
    assert len((PROJECT / path).read_text(encoding="utf-8").splitlines()) < LONGEST_FILE
