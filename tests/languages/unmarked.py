"""Texts in the code that look as if a learner reads them, and are not marked to be translated.

`python -m tests.languages.unmarked [PATH …]` lists them as not_shown/ does: for each area a file of what looks like a
text and is read by no learner, one in a line, as `ascii` writes it, after its file.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from playground.paths import PACKAGE, PROJECT
from tests.source import parsed

MARKS = {"_", "N_", "n_", "p_"}
NOT_SHOWN = {"compile", "sub", "search", "match", "fullmatch", "split", "ValueError", "TypeError", "RuntimeError"}
NOT_SHOWN |= {"KeyError", "NotImplementedError", "AssertionError", "exception", "debug"}
"""Functions whose texts no learner reads."""
KEYS = {"key", "name", "width", "height", "anchor", "type", "mode"}
"""Arguments that are names for programs."""
NOT_SHOWN_IN = Path(__file__).with_name("not_shown")
A_TEXT = re.compile(r"[A-Za-z]{2,}[^A-Za-z<>{}\[\]_=]* [(“\"'{]?[A-Za-z]{2,}|^[A-Z][a-z]{2,}[.?!:…]?$")
"""Two words one after another, or one that begins with a capital."""


def unmarked(path: Path) -> Iterator[str]:
    """Each such text in a file of Python, as a line of not_shown/ has it."""
    for text in _texts(parsed(path)):
        if A_TEXT.search(text):
            yield f"{path.relative_to(PROJECT).as_posix()}: {text!a}"


def not_shown() -> list[str]:
    """All lines of not_shown/."""
    return [
        line for path in sorted(NOT_SHOWN_IN.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()
    ]


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and _name(node.func) in MARKS | NOT_SHOWN:
        children: list[ast.AST] = [word.value for word in node.keywords]
    elif isinstance(node, ast.keyword) and node.arg in KEYS:
        return
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
        return
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        children = [part for part in node.values if not isinstance(part, ast.Constant)]
    elif isinstance(node, ast.AnnAssign):
        children = [node.value] if node.value else []
    else:
        children = list(ast.iter_child_nodes(node))
    for child in children:
        yield from _texts(child)


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


if __name__ == "__main__":
    known = set(not_shown())
    for given in sys.argv[1:] or [str(PACKAGE)]:
        place = Path(given).resolve()
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            print(*(line for line in unmarked(file) if line not in known), sep="\n")
