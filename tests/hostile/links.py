"""Links with every parameter of every page overlong, nonsense and traversing."""

from playground.limits import Limits

OF_PAGE = {
    "playground": ("run", "config", "before", "speed", "example", "text", "projector", "hide", "lock", "lang"),
    "lessons": ("lesson", "step"),
    "experiments": ("find", "task", "data", "cell", "here"),
    "race": ("runs", "configs", "speed", "example", "projector", "hide", "lock"),
    "train": ("run", "config"),
    "inside": (
        *("run", "recipe", "epoch", "view", "beside", "changes", "reads", "text", "example", "words", "unit"),
        *("projector", "hide", "lock"),
    ),
    "sentiment": ("run", "beside", "text", "projector", "hide", "lock"),
    "encode": ("recipe", "encode", "run"),
    "data": ("dataset", "recipe"),
    "loop": ("recipe", "run", "example"),
    "runs": ("chosen",),
    "glossary": ("find",),
    "link": ("opens", "hides", "locks", "shows"),
}
"""Page → the parameters it reads; together all that are declared."""
NONSENSE = {
    "overlong": "x" * 20_000,
    "nonsense": "<b>\x00\u202e😀 %s {0} ' OR 1=1 --",
    "traversing": "../../../../etc/passwd",
    "base64 of no JSON": "eJxLTEpOSU1LBwAIZgJX",
}
"""What is wrong with a value → the value."""
NO_TEXT = {"overlong": "word " * (Limits().text_words + 1), "nonsense": "!!! \x00 😀", "traversing": "../../.."}
"""The same for a text, which may hold anything but must hold a word."""
NO_WORDS = {wrong: NONSENSE[wrong] for wrong in ("overlong", "nonsense")}
"""The same for what is searched for, which may be any short text."""
WRONG = {"text": NO_TEXT, "find": NO_WORDS, "words": NO_WORDS}
NEEDS = {
    "inside": {
        "beside": {"view": "compare"},
        "changes": {"view": "what-if"},
        "text": {"reads": "My own text"},
        "example": {"reads": "A test example"},
        "words": {"view": "units"},
        "unit": {"view": "units"},
    },
    "loop": {"run": {"recipe": "your-network"}, "example": {"recipe": "your-network"}},
}
"""Page → parameter → what else the link must hold for it to be looked at."""


def links() -> list[tuple[str, str, dict[str, str]]]:
    """(what is wrong, page, parameters) of every link; the page is given a run where it wants one."""
    found = []
    for page, names in OF_PAGE.items():
        for name in names:
            for wrong, value in WRONG.get(name, NONSENSE).items():
                found.append((f"{name} {wrong}", page, NEEDS.get(page, {}).get(name, {}) | {name: value}))
    return found
