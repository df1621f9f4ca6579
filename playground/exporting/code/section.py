"""What a program is made of."""

from dataclasses import dataclass
from textwrap import dedent

from playground.config import RunConfig


@dataclass(frozen=True)
class Section:
    """title: what happens there, in a few words; about: a sentence or two, may be empty; code: Python.

    packed: whether it is data that nobody reads.
    """

    title: str
    code: str
    about: str = ""
    packed: bool = False


def lines(text: str, **values: object) -> str:
    """A piece of code, without the indentation it has here; each `<name>` becomes the value called so, as Python."""
    code = dedent(text).strip("\n")
    for name, value in values.items():
        code = code.replace(f"<{name}>", value if isinstance(value, Code) else repr(value))
    return code


class Code(str):
    """A value of `lines` that is code already."""


def some_of(config: RunConfig) -> Code:
    """Code that takes as many of a shuffled order as the run trains and validates on; empty: all."""
    return Code(f"[:{config.train_samples}]" if config.train_samples else "")
