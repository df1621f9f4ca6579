"""The glossary: the words of the field as this app uses them, from glossary.toml; explained where they stand.

A page says `help=terms("token", "vocabulary")` where it first uses them.  A test finds a term that no page explains.
"""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from playground.languages import _, p_
from playground.languages.tables import A_TERM
from playground.wording import enumerated

FILE = Path(__file__).with_name("glossary.toml")


class Term(BaseModel):
    """A term.  name: as in a sentence.  also: other names of it.  finds: words of others that a
    search finds it by, and that do not name it.  says: one or two sentences.  All of them in English; what is shown in
    the language that is spoken is `title`, `others` and `meaning`.

    page, shows: where it is seen, and what the address says there.  Where no `terms` explains it on a page, one of
    field: of a form, whose own help does; part: of a cell, which Inside describes; only_here: why nothing does.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=2)
    also: tuple[str, ...] = ()
    finds: tuple[str, ...] = ()
    says: str = Field(pattern=r"^[A-Z].*\.$")
    page: str
    shows: dict[str, str] = {}
    field: str = ""
    part: str = ""
    only_here: str = ""

    @property
    def anchor(self) -> str:
        """What the address of the page ends in, behind `#`."""
        return "".join(letter if letter.isalnum() else "-" for letter in self.name)

    @property
    def title(self) -> str:
        """With a capital; in another language its name there, and the English one beside it."""
        return _named(self.name, self.name.capitalize())

    @property
    def others(self) -> str:
        """Its other names, one after another; empty: there are none."""
        names = [_named(name, name) for name in self.also]
        return enumerated(names) if names else ""

    @property
    def meaning(self) -> str:
        """One or two sentences."""
        return _(self.says)

    def fits(self, words: str) -> bool:
        """Whether it is found by these words: all of them occur in its names, in `finds` or in what it says, be it in
        English or in the language that is spoken."""
        names = [self.name, *self.also, *self.finds]
        text = " ".join([*names, self.says, *(p_(A_TERM, name) for name in names), self.meaning]).casefold()
        return all(word in text for word in words.casefold().split())


def _named(english: str, instead: str) -> str:
    """A name in the language that is spoken with the English one beside it; `instead` where it is the English one."""
    own = p_(A_TERM, english)
    same = own.casefold() == english.casefold()
    return instead if same else _("{name} ({english})", name=own, english=english)


def read(text: str) -> dict[str, Term]:
    """Name → term, in the order of the file.  Raises `ValueError` where an entry is not as `Term` says, or is twice."""
    entries = [Term.model_validate(entry) for entry in tomllib.loads(text)["term"]]
    found = {entry.name: entry for entry in entries}
    if len(found) < len(entries):
        raise ValueError("A term is in the glossary twice; expected each name once.")
    return found


GLOSSARY = read(FILE.read_text(encoding="utf-8"))


def terms(*names: str) -> str:
    """What these terms mean, as Markdown for a tooltip.  Raises `KeyError` for one that the glossary does not have."""
    found = [GLOSSARY[name] for name in names]
    return "\n\n".join(_("**{term}**: {meaning}", term=term.title, meaning=term.meaning) for term in found)
