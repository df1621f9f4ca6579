import pytest

from playground.ui.widgets.plain import plain


@pytest.mark.parametrize("given", ["![](http://evil/p.png)", "<b>", "**bold**", "[a](b)", "$x$", ":red[a]", "`code`"])
def test_no_markdown_is_left_in_a_sentence_that_quotes_a_link(given: str):
    shown = plain(f"There is no run {given} here.")
    for character in given:
        if not character.isalnum() and character not in "/. ":
            assert f"\\{character}" in shown
    assert shown.replace("\\", "") == f"There is no run {given} here."


def test_plain_words_stay_as_they_are():
    assert plain("units is 0; expected a whole number from 1 to 512.") == (
        "units is 0; expected a whole number from 1 to 512."
    )
