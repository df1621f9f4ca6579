"""The glossary: every term is explained where it stands, linked to where it is seen, and short."""

import ast
import re
from functools import cache

import pytest

from playground.cells import CELLS
from playground.choices import Choices
from playground.config import RunConfig
from playground.glossary import FILE, GLOSSARY, read, terms
from playground.languages import speaking
from playground.ui.main import PAGES
from tests.hostile.links import OF_PAGE
from tests.source import TREES

assert RunConfig  # its fields, and those of all it is made of, are those of the forms
MOST_WORDS = 45
NAMES = list(GLOSSARY)


def explained(tree: ast.Module) -> set[str]:
    """The names that a file hands to `terms`."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "terms")
    return {str(arg.value) for call in calls for arg in call.args if isinstance(arg, ast.Constant)}


@cache
def on_pages() -> dict[str, set[str]]:
    """File → the names that it hands to `terms`."""
    return {path: found for path, tree in TREES.items() if (found := explained(tree))}


def fields(kind: type[Choices] = Choices) -> dict[str, str]:
    """Name of a form's field → its help."""
    found = {name: field.description or "" for name, field in kind.model_fields.items() if field.title}
    for inner in kind.__subclasses__():
        found |= fields(inner)
    return found


def test_every_term_that_a_page_explains_is_in_the_glossary():
    assert len(on_pages()) > 8
    assert {name for found in on_pages().values() for name in found} <= set(GLOSSARY)
    with pytest.raises(KeyError):
        terms("forgetfulness")


@pytest.mark.parametrize("name", NAMES)
def test_each_term_is_explained_where_it_stands_or_says_why_not(name):
    term = GLOSSARY[name]
    on_page = any(name in found for found in on_pages().values())
    elsewhere = [bool(one) for one in (term.field, term.part, term.only_here)]
    assert sum(elsewhere) + on_page == 1
    if term.field:
        assert fields()[term.field]
    if term.part:
        assert any(cell.parts[term.part].about for cell in CELLS.values() if term.part in cell.parts)


@pytest.mark.parametrize("name", NAMES)
def test_a_term_is_said_in_a_few_short_sentences(name):
    says = GLOSSARY[name].says
    sentences = re.split(r"(?<=\.)\s", says)
    assert len(sentences) <= 2
    assert len(says.split()) <= MOST_WORDS
    assert all(len(sentence.split()) <= 30 for sentence in sentences)


@pytest.mark.parametrize("name", NAMES)
def test_a_term_links_to_a_page_that_reads_what_its_address_says(name):
    term = GLOSSARY[name]
    assert term.page in PAGES
    assert set(term.shows) <= set(OF_PAGE[term.page])


def test_terms_are_sorted_and_each_has_an_address_of_its_own():
    assert sorted(NAMES) == NAMES
    assert len(NAMES) >= 45
    assert len({term.anchor for term in GLOSSARY.values()}) == len(NAMES)
    assert GLOSSARY["naive baseline"].anchor == "naive-baseline"


def test_no_two_terms_have_the_same_name_and_a_second_entry_is_refused():
    names = [name.casefold() for term in GLOSSARY.values() for name in (term.name, *term.also)]
    assert sorted(set(names)) == sorted(names)
    first = FILE.read_text(encoding="utf-8").split("[[term]]")[1]
    with pytest.raises(ValueError, match="twice"):
        read(f"[[term]]{first}[[term]]{first}")
    with pytest.raises(ValueError, match="says"):
        read('[[term]]\nname = "gate"\nsays = "no sentence"\npage = "inside"\n')


def test_a_term_is_found_by_its_names_and_by_what_it_says():
    assert GLOSSARY["recurrent kernel"].fits("KERNEL")
    assert GLOSSARY["cell state"].fits("long-term memory")
    assert GLOSSARY["padding"].fits("equally long")
    assert not GLOSSARY["padding"].fits("padding gate")


def test_a_tooltip_holds_the_term_and_its_sentences():
    assert terms("token", "seed").startswith("**Token**: A piece of a text")
    assert terms("token", "seed").endswith(f"**Seed**: {GLOSSARY['seed'].says}")


def test_in_another_language_a_term_has_its_english_name_beside_it_and_is_found_by_both():
    with speaking("zh"):
        assert GLOSSARY["forget gate"].title == "遗忘门（forget gate）"
        assert GLOSSARY["tanh"].title == "Tanh"
        assert GLOSSARY["optimizer"].others == "SGD、RMSprop、Adam"
        assert GLOSSARY["cell state"].others == "c、长期记忆（long-term memory）"
        assert GLOSSARY["gradient"].others == ""
        assert terms("token").startswith("**词元（token）**：")
        for words in ("长期记忆", "long-term", "只有门能", "cell 细胞"):
            assert GLOSSARY["cell state"].fits(words)
        assert [name for name, term in GLOSSARY.items() if term.fits("随时间反向传播")] == ["gradient"]
    assert not GLOSSARY["cell state"].fits("长期记忆")
    assert GLOSSARY["cell state"].others == "c, long-term memory"
