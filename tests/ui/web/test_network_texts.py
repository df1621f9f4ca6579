"""Texts are split, encoded and told of in the browser as in Python."""

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.analysis.running_prediction import course
from playground.datasets.tokenizers import SPLITTERS
from playground.encodings import ENCODINGS, FittedText, GivenTokens
from playground.encodings.given_tokens import FittedGiven
from playground.errors import TextError
from playground.figures import described
from playground.layers import LSTM
from playground.narration.running_prediction import told
from tests.ui.web.test_network import WORDS, acted, reads_words

ODD = (
    "Not a GOOD film – isn’t it? don't_know 1st x² Ⅷ ½",
    "İstanbul ΑΣ ΟΔΟΣ. straße ǅ ﬁn e\u0301te\u0301 \u200cनमस्ते 한국어 日本語テキスト ไทยคำ",
    "👩‍👩‍👧 😀a 𝒳𝒴 \U00010400 \x1c\x1d\x85\ufeff\u2028 zero\u200bwidth tab\tnew\nline '’ a'b’c''d",
    "__proto__ constructor toString",
    "   ",
    "a " * 12,
)
texts = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=20)
    | st.sampled_from(ODD)
    | st.text("aB1_'’ \u0301\u200d-.é", max_size=12),
    min_size=40,
    max_size=60,
)


def fitted(split: str, **choices) -> FittedText:
    kind = "one_hot_characters" if split == "characters" else "learned_embedding"
    values = {"vocabulary_size": 9, "maximum_length": 5} | ({} if split == "characters" else {"split": split})
    return FittedText(ENCODINGS[kind](**values | choices), (*WORDS, "é", "isn't", " ", "constructor"))


@settings(max_examples=4, deadline=None)
@given(many=texts)
def test_texts_are_split_and_encoded_as_python_does(many: list[str], tmp_path_factory: pytest.TempPathFactory):
    many = [*many, *ODD]
    sides = ("front", "back")
    encodings = [
        fitted(split, truncation=truncation, reverse=reverse)
        for split, (truncation, reverse) in zip(
            ("words", "spaces", "characters", "words"), product(sides, (False, True)), strict=True
        )
    ]
    encodings.append(FittedText(ENCODINGS["hashing_trick"](buckets=7, maximum_length=5), ()))
    given_ = [{"act": "encoded", "encoding": described.text_encoding(one), "texts": many} for one in encodings]
    for one, found in zip(encodings, acted(tmp_path_factory.mktemp("texts"), given_), strict=True):
        assert [as_python(one, text) for text in many] == found


def as_python(one: FittedText, text: str) -> dict[str, Any]:
    """What the browser should make of a text: places counted in UTF-16."""
    try:
        encoded = one.text(text)
    except TextError as error:
        return {"error": str(error)}
    at = [len(text[:end].encode("utf-16-le")) // 2 for end in range(len(text) + 1)]
    first = min(token.timestep for token in encoded.tokens if token.timestep is not None)
    tokens = [
        {
            "word": token.word,
            "start": at[token.start],
            "end": at[token.end],
            "id": token.token_id,
            "known": token.known,
            "order": -1 if token.timestep is None else token.timestep - first,
        }
        for token in encoded.tokens
    ]
    return {"tokens": tokens, "read": encoded.inputs[encoded.mask].tolist(), "words": encoded.words}


@pytest.mark.parametrize("unknown", [None, 1])
@pytest.mark.parametrize("words", [(), ("", "[UNK]", "good", "Film", "isn't", "good", "é", "ΟΔΟΣ")])
def test_tokens_of_a_network_from_elsewhere_are_read_as_python_does(unknown: int | None, words: tuple, tmp_path: Path):
    many = [
        *(
            "good GOOD “good”, (film) Film FILM! isn't é",
            "#1 #3 #7",
            "good #8",
            "#12345678901",
            "film",
            "ΟΔΟΣ",
            "a.b good",
        ),
        *("…", "[UNK] good", "good good good good good good Film", "  ", "#٣", "constructor", "x" * 99),
    ]
    for cut, mask in product(("front", "back"), (False, True)):
        choices = {"rows": 8, "maximum_length": 5, "truncation": cut, "padding": cut, "mask": mask}
        one = FittedGiven(GivenTokens(unknown_id=unknown, **choices), words)
        (found,) = acted(tmp_path, [{"act": "encoded", "encoding": described.text_encoding(one), "texts": many}])
        for text, own in zip(many, found, strict=True):
            wanted = as_python(one, text)
            if "knows no token" not in wanted.get("error", ""):
                assert own == wanted
            else:  # Python quotes a word in another way
                assert own["error"].startswith("This network knows no token “")
                assert own["error"].rpartition(". Type ")[2] == wanted["error"].rpartition(". Type ")[2]


def test_a_token_that_is_padding_is_skipped_where_padding_is(tmp_path: Path):
    texts_ = ["#0 #3 #0 #2", "#0 #0"]
    for mask in (True, False):
        one = FittedGiven(GivenTokens(rows=8, maximum_length=5, mask=mask), ())
        (found,) = acted(tmp_path, [{"act": "encoded", "encoding": described.text_encoding(one), "texts": texts_}])
        assert found[0]["read"] == ([3, 2] if mask else [0, 3, 0, 2])
        assert [token["order"] for token in found[0]["tokens"]] == ([-1, 0, -1, 1] if mask else [0, 1, 2, 3])
        assert found[0]["words"] == (["#3", "#2"] if mask else ["#0", "#3", "#0", "#2"])
        assert ("error" in found[1]) == mask


def test_every_way_to_split_but_that_of_a_dictionary_is_known_to_the_browser():
    for split in SPLITTERS.keys() - {"chinese_words"}:
        assert described.pattern(split)
    with pytest.raises(KeyError):
        described.pattern("chinese_words")


@pytest.mark.parametrize("unit", ["word", "character"])
def test_the_browser_tells_the_same_sentences(unit: str, tmp_path: Path):
    net = reads_words(LSTM(units=6, bidirectional=True), maximum_length=200, split=f"{unit}s")
    random, names = np.random.default_rng(1), ("negative", "positive")
    courses = []
    for _ in range(40):
        words = random.choice([*WORDS, "odd", "strange", "x" * 40, "rare", "\u3000", "\t"], random.integers(1, 40))
        courses.append(course(net, net.encoding.text(" ".join(words)), most_work=float(random.choice([1e5, 1e12]))))
    given_ = [
        {
            "act": "told",
            "words": one.encoded.words,
            "predictions": [None if np.isnan(row[0]) else row.tolist() for row in one.predictions],
            "before": one.before.tolist(),
            "names": names,
            "unit": unit,
            "tokens": as_python(net.encoding, one.encoded.text)["tokens"],
        }
        for one in courses
    ]
    for one, found in zip(courses, acted(tmp_path, given_), strict=True):
        assert {name: found[name] for name in ("turns", "sentences")} == told(one, names, unit)
        changes = [np.nan if change is None else change for change in found["changes"]]
        np.testing.assert_allclose(changes, one.changes, rtol=0, atol=1e-6)
