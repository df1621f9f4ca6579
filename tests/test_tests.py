"""The tests themselves: none depends on how busy the machine is, none passes whichever way it goes."""

import ast
from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parent.rglob("test_*.py"))
CLOCKS = {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time"}


def in_module(source: str) -> list[ast.FunctionDef]:
    """The test functions of a module."""
    return [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def clocks(source: str) -> list[str]:
    """The tests that read a clock; a deadline after which one gives up belongs into a function of its own."""
    return [
        test.name
        for test in in_module(source)
        if any(
            isinstance(node, ast.Attribute) and node.attr in CLOCKS and is_time(node.value) for node in ast.walk(test)
        )
    ]


def is_time(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "time"


def either_way(source: str) -> list[str]:
    """The tests that accept one text or another: `assert "a" in said or "b" in said`."""
    return [
        test.name
        for test in in_module(source)
        for node in ast.walk(test)
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or)
        if all(isinstance(part, ast.Compare) and isinstance(part.left, ast.Constant) for part in node.test.values)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(Path(__file__).parent)))
def test_no_test_asserts_a_time_and_none_passes_either_way(path: Path):
    source = path.read_text(encoding="utf-8")
    assert clocks(source) == []
    assert either_way(source) == []


def test_such_tests_would_be_found():
    timed = "def test_a():\n    start = time.perf_counter()\n    assert time.perf_counter() - start < 1"
    assert clocks(timed) == ["test_a"]
    both = 'def test_b():\n    assert "yes" in said or "no" in (said := text)'
    assert either_way(both) == ["test_b"]
