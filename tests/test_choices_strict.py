"""A setting takes what it says it takes: true and false are no numbers, in whatever file or link they stand."""

import json
from typing import get_args

import pytest

from playground.choices import Choices
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import ENCODINGS
from playground.errors import ConfigError
from playground.layers import LAYERS

KINDS = [RunConfig, *DATASETS.values(), *ENCODINGS.values(), *LAYERS.values()]
NUMBERS = [
    (kind, name)
    for kind in KINDS
    for name, field in kind.model_fields.items()
    if {int, float} & {field.annotation, *get_args(field.annotation)}
]


def test_there_are_settings_that_are_numbers():
    assert len(NUMBERS) > 50


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize(("kind", "name"), NUMBERS, ids=lambda part: getattr(part, "__name__", part))
def test_true_and_false_are_no_numbers(kind: type[Choices], name: str, value: bool):
    with pytest.raises(ConfigError, match=rf"{name} is {str(value).lower()}; expected a (whole )?number") as raised:
        kind(**{name: value})
    assert isinstance(raised.value, kind.error)


@pytest.mark.parametrize("kind", LAYERS)
def test_nor_are_they_inside_a_configuration(kind: str):
    for name, field in LAYERS[kind].model_fields.items():
        if {int, float} & {field.annotation, *get_args(field.annotation)}:
            with pytest.raises(ConfigError, match=f"{name} is true; expected a"):
                RunConfig.from_json(json.dumps({"layers": [{"kind": kind, name: True}]}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_configuration_is_read_with_a_byte_order_mark_and_in_utf_16(encoding: str):
    assert RunConfig.from_json('{"epochs": 3}'.encode(encoding)).epochs == 3
    assert RunConfig.from_json('\ufeff{"epochs": 3}').epochs == 3


@pytest.mark.parametrize("content", [b"\xff\xfe{", b"\xff\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff1", b"\xff\xff"])
def test_what_only_begins_like_that_is_refused(content: bytes):
    with pytest.raises(ConfigError, match="The configuration is not JSON"):
        RunConfig.from_json(content)
