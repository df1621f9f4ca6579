"""What the process that reads weights says is a sentence in the language of whoever asks."""

import ast
from string import Formatter

import pytest

from playground.errors import UploadError
from playground.keras_networks import file_weights
from playground.keras_networks.file_weights import CHILD, REASONS, read_weights
from playground.languages import speaking
from tests.keras_networks.hostile_weights import instead, virtual


def said_by_child() -> dict[str, set[str]]:
    """Every reason that the child may give → the places that it fills."""
    calls = [node for node in ast.walk(ast.parse(CHILD.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return {
        call.args[0].value: {word.arg for word in call.keywords}
        for call in calls
        if getattr(call.func, "id", "") == "RefusedError"
    }


def test_every_reason_of_the_child_has_a_sentence_with_just_its_places():
    sentences = {
        reason: {name for _text, name, _format, _conversion in Formatter().parse(sentence) if name} - {"file"}
        for reason, sentence in REASONS.items()
    }
    assert said_by_child() == sentences


def test_why_weights_are_refused_is_said_in_the_language_spoken():
    data = instead(virtual("."))
    with (
        speaking("zh"),
        pytest.raises(UploadError, match=r"：model.weights.h5 里的 layers/dense/vars/1 是虚拟数据集。"),
    ):
        read_weights(data, [("layers/dense/vars/1", (1,))])


@pytest.mark.parametrize(
    "answer",
    [b"0", b"0it is bad", b"0[]", b'0["virtual", {}]', b'0["unheard of", {"path": "a"}]', b'0["virtual", {"path": 1}]'],
)
def test_a_child_that_gives_no_reason_is_told_as_a_damaged_file(answer, monkeypatch):
    monkeypatch.setattr(file_weights, "_asked", lambda request, most: answer)
    with pytest.raises(UploadError, match=r"model\.weights\.h5 is damaged, or needs more time or memory"):
        read_weights(instead(virtual(".")), [("layers/dense/vars/1", (1,))])


def test_what_a_child_names_is_short_and_printable(monkeypatch):
    monkeypatch.setattr(
        file_weights, "_asked", lambda request, most: b'0["link", {"path": "a\\u0007' + b"b" * 500 + b'"}]'
    )
    with pytest.raises(UploadError, match=r"model\.weights\.h5 a\?b{118} is a link\."):
        read_weights(instead(virtual(".")), [("layers/dense/vars/1", (1,))])
