"""Links with every parameter of every page overlong, nonsense and traversing; the list is read from the program."""

import ast

from playground.limits import Limits
from playground.paths import PROJECT
from playground.ui.encode.choose import LINK
from playground.ui.inside.what_if_changes import IN_LINK

FILES = [*PROJECT.glob("playground/ui/**/*.py"), *PROJECT.glob("pages/*.py")]
CONSTANTS = {"IN_LINK": (IN_LINK,), "LINK": LINK, "name": ()}
"""Names by which the program calls parameters → those."""
OF_PAGE = {
    "train": ("run", "config"),
    "inside": ("run", "recipe", "epoch", "view", "beside", IN_LINK, "reads", "text", "example"),
    "sentiment": ("run", "beside", "text", "projector"),
    "encode": LINK,
    "data": ("dataset", "recipe"),
    "loop": ("recipe", "run", "example"),
}
"""Page → the parameters it reads."""
NONSENSE = {
    "overlong": "x" * 20_000,
    "nonsense": "<b>\x00\u202e😀 %s {0} ' OR 1=1 --",
    "traversing": "../../../../etc/passwd",
    "base64 of no JSON": "eJxLTEpOSU1LBwAIZgJX",
}
"""What is wrong with a value → the value."""
NO_TEXT = {"overlong": "word " * (Limits.text_words + 1), "nonsense": "!!! \x00 😀", "traversing": "../../.."}
"""The same for a text, which may hold anything but must hold a word."""
NEEDS = {
    "inside": {
        "beside": {"view": "compare"},
        IN_LINK: {"view": "what-if"},
        "text": {"reads": "My own text"},
        "example": {"reads": "A test example"},
    },
    "loop": {"run": {"recipe": "your-network"}, "example": {"recipe": "your-network"}},
}
"""Page → parameter → what else the link must hold for it to be looked at."""


def parameters() -> set[str]:
    """Every parameter that a page reads from its link, by the code."""
    found = set()
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_link(getattr(node.func, "value", None)) and node.args:
                found |= _named(node.args[0])
            elif isinstance(node, ast.Subscript) and _is_link(node.value):
                found |= _named(node.slice)
            elif isinstance(node, ast.Compare) and _is_link(node.comparators[0]):
                found |= _named(node.left)
            elif isinstance(node, ast.Call) and _called(node) in ("put", "choose_view") and len(node.args) > 1:
                found |= _named(node.args[0]) if isinstance(node.args[0], ast.Constant | ast.JoinedStr) else set()
            elif isinstance(node, ast.Call) and any(k.arg == "bind" for k in node.keywords):
                key = next(keyword.value for keyword in node.keywords if keyword.arg == "key")
                found |= _named(key)
    return found


def _called(node: ast.Call) -> str:
    """The name of what is called: `put` of `link.put(…)`."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _is_link(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "query_params"


def _named(node: ast.AST) -> set[str]:
    if isinstance(node, ast.JoinedStr):  # with the name of a dataset behind it
        node = node.values[0]
    if isinstance(node, ast.Dict):  # all of them told again
        return set()
    if isinstance(node, ast.Constant):
        return {node.value}
    return set(CONSTANTS[node.id])


def links() -> list[tuple[str, str, dict[str, str]]]:
    """(what is wrong, page, parameters) of every link; the page is given a run where it wants one."""
    found = []
    for page, names in OF_PAGE.items():
        for name in names:
            for wrong, value in (NO_TEXT if name == "text" else NONSENSE).items():
                found.append((f"{name} {wrong}", page, NEEDS.get(page, {}).get(name, {}) | {name: value}))
    return found
