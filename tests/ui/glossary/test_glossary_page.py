"""The Glossary page: searched, linked, and every way to where a term is seen leads there."""

import pytest

from playground.glossary import GLOSSARY
from playground.ui.main import PAGES
from tests.ui.test_pages import healthy, labelled, said, visit

WAYS = sorted({(term.page, *sorted(term.shows.items())) for term in GLOSSARY.values()})


def test_all_terms_are_listed_with_what_they_say():
    app = healthy(visit("glossary"))
    assert [heading.value for heading in app.subheader] == [name.capitalize() for name in GLOSSARY]
    assert [heading.proto.anchor for heading in app.subheader] == [term.anchor for term in GLOSSARY.values()]
    assert set(said(app.markdown)) >= {term.says for term in GLOSSARY.values()}


def test_a_search_leaves_what_fits_and_stands_in_the_link():
    app = healthy(visit("glossary", find="forget"))
    assert "Forget gate" in said(app.subheader)
    assert len(app.subheader) < 5
    labelled(app.text_input, "Search").set_value("Backprop")
    healthy(app.run())
    assert said(app.subheader) == ["Gradient", "Vanishing gradient"]
    labelled(app.text_input, "Search").set_value("BPTT")
    healthy(app.run())
    assert said(app.caption)[0] == "1 term. Point at a term to see the sign that is its link."
    labelled(app.text_input, "Search").set_value("no such word")
    healthy(app.run())
    assert said(app.info) == ["No term fits. Expected a word of the glossary, such as gate; try a shorter one."]
    assert app.query_params["find"] == "no such word"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: " ".join([way[0], *("=".join(pair) for pair in way[1:])]))
def test_the_way_to_where_a_term_is_seen_opens(way):
    page, *shows = way
    app = healthy(visit(page, **dict(shows)))
    assert said(app.error) == []
    assert page in PAGES


def test_in_chinese_a_term_stands_beside_its_english_name_and_is_found_by_either():
    for words in ("残影", "ghost"):
        app = healthy(visit("glossary", lang="zh", find=words))
        assert said(app.subheader) == ["残影（ghost）"]
        assert said(app.caption)[0] == "1 个术语。把鼠标移到术语上，就能看到它的链接标志。"
