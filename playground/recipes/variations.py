"""The few choices by which one network differs from the next on the playground's screen, read from a run and put in."""

from collections.abc import Mapping
from dataclasses import dataclass

from playground.cells import CELLS
from playground.cells.part_names import part_name
from playground.config import RunConfig
from playground.datasets import DATASETS, Dataset
from playground.earlier import Held
from playground.errors import ConfigError
from playground.languages import N_, _
from playground.layers import READ_RECURRENT, Layer, Recurrent
from playground.recipes.compatible import suited
from playground.wording import enumerated

UNITS = (2, 4, 8, 16, 32, 64, 128)
MOST_LAYERS = 3
OPTIMIZERS = {"adam": "Adam", "rmsprop": "RMSprop", "sgd": "SGD"}
OTHER = "other"
"""In the place of a cell's kind: layers of another kind."""
PROBLEMS = {
    "adding": N_("Adding problem"),
    "temporal_order": N_("Which came first?"),
    "copy": N_("Copying"),
}
DIALS = {
    "reviews": (N_("distance"), (0, 10, 25, 50, 100, 200)),
    "reviews-zh": (N_("distance"), (0, 10, 25, 50, 100, 200)),
    "memory": (N_("lag"), (10, 30, 60, 100, 200)),
    "weather": (N_("lookback"), (144, 432, 720)),
    "characters": (N_("length"), (20, 50, 100, 200)),
}
"""Dataset → the setting that makes it harder, and the values that are offered of it."""
DIAL_TITLES = (N_("Distance"), N_("Lag"), N_("Lookback"), N_("Length"))
"""Those settings as a sentence begins."""

FAR = 25
"""Words between verdict and end of a review, from which the usual training does not find it."""
NEAR: Mapping[str, float | None] = {name: getattr(RunConfig(), name) for name in ("learning_rate", "clip_norm")}
OVER_A_DISTANCE: Mapping[str, float | None] = {"learning_rate": 0.01, "clip_norm": 1.0}
"""With these an LSTM finds it at 50 words: after seven epochs 98 % of the answers are right, with the usual 56 %."""


@dataclass(frozen=True)
class Stack:
    """The recurrent layers of a network, all alike.  cell: a kind; layers: from 1."""

    cell: str = "lstm"
    units: int = 32
    layers: int = 1
    bidirectional: bool = False


def stack_of(config: RunConfig) -> Stack | None:
    """The recurrent layers of a run, named after the first of them; None where it has none."""
    found = [layer for layer in config.layers if isinstance(layer, Recurrent)]
    return Stack(found[0].kind, found[0].units, len(found), found[0].bidirectional) if found else None


def cell_of(config: RunConfig) -> str:
    """The kind of its recurrent layers; `OTHER` where it has none."""
    stack = stack_of(config)
    return stack.cell if stack else OTHER


def cell_name(config: RunConfig) -> str:
    """What a box for the cell shows of a run: the title of its cell, or of a network without one its layers."""
    return cells().get(cell_of(config)) or " · ".join(layer.label() for layer in config.layers)


def with_stack(config: RunConfig, stack: Stack) -> RunConfig:
    """The same run with other recurrent layers, where the first of them stood; dropout and activation stay.

    Layers between them go.  Raises `LayerError` for a network that cannot be.
    """
    places = [at for at, layer in enumerate(config.layers) if isinstance(layer, Recurrent)]
    kept = config.layers[places[0]] if places else None
    values = {name: getattr(kept, name) for name in ("activation", "dropout", "recurrent_dropout")} if kept else {}
    one = READ_RECURRENT[stack.cell](units=stack.units, bidirectional=stack.bidirectional, **values)
    before = config.layers[: places[0]] if places else ()
    behind = config.layers[places[-1] + 1 :] if places else config.layers
    layers: tuple[Layer, ...] = (*before, *[one] * stack.layers, *behind)
    changed = config.changed(recipe="", layers=layers)
    changed.plan  # noqa: B018, which raises
    return changed


def offered() -> dict[str, Dataset]:
    """Title → dataset: those that any recurrent layers read and that need no download."""
    found: dict[str, Dataset] = {}
    for kind in DATASETS.values():
        dataset = kind() if not kind.is_own and not kind.download_size else None
        if dataset is None or dataset.answer_length:
            continue
        if dataset.name == "memory":
            found |= {title: dataset.changed(problem=problem) for problem, title in PROBLEMS.items()}
        else:
            found[dataset.title] = dataset
    return found


def title_of(dataset: Dataset) -> str:
    """How a dataset is called among those `offered`; else its label, as of one's own file."""
    if dataset.name == "memory":
        return PROBLEMS[dataset.problem]  # type: ignore[attr-defined]  # of Memory alone
    return dataset.title if type(dataset).label is Dataset.label else dataset.label()


def dial_of(dataset: Dataset) -> tuple[str, int, tuple[int, ...]] | None:
    """The setting that makes a dataset harder: its name, its value, and the values on offer; None where it has none."""
    if dataset.name not in DIALS:
        return None
    name, values = DIALS[dataset.name]
    value: int = getattr(dataset, name)
    return name, value, tuple(sorted({*values, value}))


def dial_words(dataset: Dataset) -> str:
    """How hard a dataset with a dial is: `distance 50`."""
    dial = dial_of(dataset)
    return _("{setting} {value}", setting=_(dial[0]), value=dial[1]) if dial else ""


def in_words(dataset: Dataset) -> str:
    """What a dataset is called, and how hard it is: `Short film reviews, distance 50`."""
    title, dial = _(title_of(dataset)), dial_words(dataset)
    return _("{dataset}, {how_hard}", dataset=title, how_hard=dial) if dial else title


def dropout_of(layers: tuple[Layer, ...]) -> float:
    """That of the first recurrent layer, 0 where there is none."""
    return next((layer.dropout for layer in layers if isinstance(layer, Recurrent)), 0.0)


def with_dataset(config: RunConfig, title: str) -> RunConfig:
    """The run on another of the datasets `offered`.  Raises `ConfigError` where there is none of that title."""
    datasets = offered()
    if title not in datasets:
        raise ConfigError(
            _(
                "There is no dataset {title!r} here; expected one of {titles}.",
                title=title,
                titles=enumerated(list(datasets)),
            )
        )
    return suited(config, datasets[title])


def with_dial(config: RunConfig, value: int) -> RunConfig:
    """The run on the same dataset, harder or easier.

    Over a distance training is what learns there, and back again, unless the learner chose another.
    """
    dial = dial_of(config.dataset)
    if not dial:
        return config
    new = suited(config, config.dataset.changed(**{dial[0]: value}))
    before, after = (OVER_A_DISTANCE if far else NEAR for far in (dial[1] >= FAR, value >= FAR))
    if dial[0] != "distance" or any(getattr(config, name) != given for name, given in before.items()):
        return new
    return new.changed(**after)


def cells() -> dict[str, str]:
    """Kind of every cell → its title."""
    return {kind: cell.title for kind, cell in CELLS.items()}


def in_short(config: RunConfig) -> str:
    """Its layers and how hard its dataset is: `LSTM 8, distance 10`."""
    layers, dial = " · ".join(layer.label() for layer in config.layers), dial_words(config.dataset)
    return _("{layers}, {how_hard}", layers=layers, how_hard=dial) if dial else layers


def differing(one: RunConfig, other: RunConfig) -> str:
    """A run in a few words that tell it from another: `SimpleRNN 32`, or its seed where nothing else differs."""
    said = [layer.label() for layer in one.layers]
    if one.dataset != other.dataset:
        said.append(in_words(one.dataset))
    said += [_held_words(held) for held in one.held if held not in other.held]
    said += [_("{gate} gate free", gate=part_name(held.gate)) for held in other.held if held not in one.held]
    if (dropout := dropout_of(one.layers)) != dropout_of(other.layers):
        said.append(_("dropout {rate:g}", rate=dropout))
    if one.optimizer != other.optimizer:
        said.append(_("optimizer {name}", name=one.optimizer))
    if one.learning_rate != other.learning_rate:
        said.append(_("learning rate {rate}", rate=one.learning_rate))
    return " · ".join(said)


def _held_words(held: Held) -> str:
    gate = part_name(held.gate)
    return _("{gate} gate open", gate=gate) if held.value else _("{gate} gate closed", gate=gate)
