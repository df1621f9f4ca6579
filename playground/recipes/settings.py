"""The settings of runs as a reader wants them: name → value, what differs among several, and names made of that."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from playground.choices import Choices
from playground.config import RunConfig
from playground.languages import N_, _, p_
from playground.recipes.forks import held_label, past_of
from playground.recipes.variations import OPTIMIZERS, in_words, title_of
from playground.wording import enumerated, short_word

ABSENT = "–"
"""In the place of a setting that a run does not have."""
TAGS = {"name", "kind"}
"""What tells datasets, encodings and layers apart: their titles say it."""
APART = {"recipe", "dataset", "encoding", "layers", "held", "earlier"}
"""Settings of a run that are more than one value, and where it started from, on which nothing depends."""
NOTHING = {"train_samples": N_("all"), "steps_per_epoch": N_("all")}
"""What is said of a number that is left out, where that is not `none`."""


def settings(config: RunConfig) -> dict[str, str]:
    """Every setting of a run: name → value, in the order of the Train page.

    Two runs have the same ones where they would train alike, whatever experiment they started from.
    """
    found = {_("Dataset"): _(title_of(config.dataset)), **_fields(config.dataset)}
    found |= _fields(config, {"train_samples"}) | {_("Encoding"): _(config.encoding.title)} | _fields(config.encoding)
    for number, layer in enumerate(config.layers, 1):
        name = _("Layer {number}", number=number)
        found |= {name: _(layer.title)}
        for setting, value in _fields(layer).items():
            found[_("{layer}, {setting}", layer=name, setting=setting.lower())] = value
    found |= _fields(config, type(config).model_fields.keys() - APART - {"train_samples"})
    if config.held:
        found[_("Held gates")] = enumerated(list(map(held_label, config.held)))
    if config.earlier:
        found[_("Changed on the way")] = past_of(config)
    return found


def differences(configs: Sequence[RunConfig]) -> dict[str, tuple[str, ...]]:
    """The settings in which some runs differ: name → the value of each; `ABSENT` where it has no such setting."""
    each = list(map(settings, configs))
    names = dict.fromkeys(name for one in each for name in one)
    table = {name: tuple(one.get(name, ABSENT) for one in each) for name in names}
    return {name: values for name, values in table.items() if len(set(values)) > 1}


def network_name(config: RunConfig) -> str:
    """A run's layers in a few words, without Dropout, which only training knows: `LSTM 32`, `4 × SimpleRNN 32`."""
    layers = [layer for layer in config.layers if layer.kind != "dropout"] or config.layers
    counted = [(label, len(list(same))) for label, same in groupby(layer.label() for layer in layers)]
    return " → ".join(label if times == 1 else f"{times} × {label}" for label, times in counted)


def dataset_name(config: RunConfig) -> str:
    """A run's dataset, and how hard it is: `Short film reviews, distance 50`."""
    return in_words(config.dataset)


def names_by_difference(configs: Sequence[RunConfig]) -> list[str]:
    """Short names, no two alike: each run's network, and of those with the same one as few settings as tell them apart.

    The dataset is said where it is not the same for all.  Runs of the same settings are numbered.
    """
    titles = {title_of(config.dataset) for config in configs}
    names = [network_name(config) + (f" · {_(title_of(config.dataset))}" * (len(titles) > 1)) for config in configs]
    for same in _alike(names):
        for name, values in differences([configs[place] for place in same]).items():
            before = {names[place] for place in same}
            longer = [f"{names[place]} · {_said(name, value)}" for place, value in zip(same, values, strict=True)]
            if len(set(longer)) > len(before):
                for place, said in zip(same, longer, strict=True):
                    names[place] = said
    for same in _alike(names):
        for number, place in enumerate(same, 1):
            names[place] += f" ({number})"
    return names


def _alike(names: Sequence[str]) -> list[list[int]]:
    """The places of each name that occurs more than once."""
    places = defaultdict(list)
    for place, name in enumerate(names):
        places[name].append(place)
    return [found for found in places.values() if len(found) > 1]


def _said(name: str, value: str) -> str:
    name = name[0].lower() + name[1:]
    if value in (ABSENT, _("no"), p_("no number", "none")):
        return _("no {setting}", setting=name)
    return name if value == _("yes") else _("{setting} {value}", setting=name, value=short_word(value))


def _fields(choices: Choices, only: set[str] | None = None) -> dict[str, str]:
    fields = type(choices).model_fields
    names = [name for name in fields if (name in only if only is not None else name not in TAGS)]
    return {
        _(fields[name].title or name.replace("_", " ").capitalize()): _written(name, getattr(choices, name))
        for name in names
    }


def _written(name: str, value: Any) -> str:
    if value is None:
        return _(NOTHING[name]) if name in NOTHING else p_("no number", "none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return OPTIMIZERS[value] if name == "optimizer" else str(value)
