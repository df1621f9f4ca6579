"""A run folder of a network that was trained elsewhere: whole, but without a history."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from shutil import rmtree

import numpy as np

from playground.choices import as_given
from playground.config import RunConfig
from playground.datasets import GivenExamples
from playground.datasets.given_examples import NOT_KNOWN, Given, class_names, kept, store, token
from playground.encodings import FittedEncoding, FittedNumbers, GivenTokens, Numbers
from playground.encodings.given_tokens import FittedGiven
from playground.errors import ConfigError, LayerError
from playground.languages import N_, _
from playground.layers import Dense, Embedding
from playground.layers.plan import Plan
from playground.runs.folder import RunFolder
from playground.runs.given_values import as_numbers, check_unknown_id, class_labels, labels_array, texts, token_ids
from playground.runs.run import Run
from playground.tasks import TASKS

NO_TASK = N_(
    "The network ends in {last}, of which no page knows what it says. It has to end in a Dense layer: one unit with "
    "sigmoid or linear, several with softmax."
)


def given_config(
    plan: Plan,
    inputs: np.ndarray,
    targets: np.ndarray | None = None,
    names: Sequence[str] = (),
    words: Sequence[str] = (),
    unknown_id: int | None = None,
    made_up: bool = False,
) -> tuple[RunConfig, FittedEncoding]:
    """The settings of a run with a given network, and its encoding; the examples are kept in `given/`.

    plan: as `playground.keras_networks.read_config` reads it.
    inputs: token ids (examples, timesteps) int, or numbers (examples, timesteps, features) float.
    targets: class or number of each, (examples,) or (examples, timesteps); None, -1 or nan: not known.
    names: of the classes.  words: of each token id from 0 on; empty: tokens are called by number, such as `#17`.
    unknown_id: the token that stands for every word the vocabulary lacks; None: such a word is refused.
    made_up: whether the inputs were drawn at random, because nobody gave any.
    Raises `ConfigError` where the network, the examples and the names do not fit together.
    """
    check_task(plan)
    count = num_classes(plan)
    names, words = texts(names, "class_names"), texts(words, "words")
    first, *middle = plan.layers[:-1]
    tokens = isinstance(first.layer, Embedding)
    if not tokens and (words or unknown_id is not None):
        raise ConfigError(_("words or an unknown_id were given, but this network reads numbers. Leave them out."))
    if names and len(names) != count:
        raise ConfigError(
            _(
                "{given} names of classes were given; the network has {classes}. Give one for each.",
                given=len(names),
                classes=count,
            )
        )
    given = Given(
        _inputs(plan, inputs),
        _targets(plan, targets, len(inputs), count),
        names or _symbols(plan, words) or class_names(count),
        words,
    )
    encoding: GivenTokens | Numbers = Numbers(standardise=False)
    if isinstance(first.layer, Embedding):
        encoding = GivenTokens(
            rows=first.layer.rows,
            dimensions=first.layer.dimensions,
            maximum_length=plan.timesteps,
            mask=plan.mask,
            padding=given.padding,
            truncation=given.padding,
            unknown_id=check_unknown_id(unknown_id, first.layer.rows),
        )
    config = RunConfig(
        dataset=GivenExamples(
            asks=plan.task,
            kind="tokens" if tokens else "numbers",
            classes=count,
            examples=len(given.inputs),
            timesteps=given.inputs.shape[1],
            features=0 if tokens else given.inputs.shape[2],
            made_up=made_up,
        ),
        encoding=encoding,
        layers=tuple(one.layer for one in (middle if tokens else [first, *middle])),
        epochs=1,
    )
    _check_same(config.plan, plan)
    config = config.changed(dataset=config.dataset.changed(file=store(given)))
    if isinstance(encoding, GivenTokens):
        return config, FittedGiven(encoding, words[: encoding.rows])
    features = plan.input_shape[-1]
    return config, FittedNumbers(encoding, np.zeros(features), np.ones(features))


def num_classes(plan: Plan) -> int:
    """How many classes a network tells apart; 0: it says a number."""
    return {"regression": 0, "binary": 2}.get(plan.task, plan.output_shape[-1])


def check_task(plan: Plan) -> None:
    """Raise `LayerError` for a network of which no page knows what it says."""
    if plan.task not in TASKS:
        raise LayerError(_(NO_TASK, last=plan.layers[-1].layer.label()))


def keep(config: RunConfig, encoding: FittedEncoding, weights: Mapping[str, np.ndarray], learner: str = "") -> Run:
    """A finished run with these weights, and without a history.

    config, encoding: see `given_config`.  weights: `layer/weight` → float32 array.  learner: whose it is.
    Raises `RunError` for weights of another network, and `StorageError`: nothing is left then.
    """
    folder = RunFolder.begun(learner)
    try:
        folder.save_encoding(encoding)
        folder.save_weights(0, weights)
        folder.event("finished", test={}, seconds=0)
        folder.show(config)  # last: a folder that is seen is whole
        run = Run(folder.path)
        run.check_weights(dict(weights), _("The weights"))
    except BaseException:
        with suppress(OSError):
            rmtree(folder.path)
        raise
    return run


def given_targets(config: RunConfig) -> np.ndarray:
    """What is true of the examples of a run with a given network, as `given_config` takes it."""
    assert isinstance(config.dataset, GivenExamples)
    return kept(config.dataset.file).targets


def _inputs(plan: Plan, inputs: np.ndarray) -> np.ndarray:
    """The examples as the network takes them.  Raises `ConfigError` for any others."""
    inputs = np.asarray(inputs)
    first, shape = plan.layers[0].layer, (len(inputs) if inputs.ndim else 0, *plan.input_shape)
    if inputs.shape != shape or not len(inputs):
        raise ConfigError(
            _(
                "The examples have the shape {shape}; expected {expected}.",
                shape=inputs.shape,
                expected=("examples", *plan.input_shape),
            )
        )
    if not isinstance(first, Embedding):
        numbers = as_numbers(inputs)
        if not np.isfinite(numbers).all():
            raise ConfigError(_("The examples hold values that are no numbers. Give others."))
        return numbers
    return token_ids(inputs, first.rows)


def _targets(plan: Plan, targets: np.ndarray | None, examples: int, classes: int) -> np.ndarray:
    """What is true of each example; not known where nothing was given."""
    shape = (examples, plan.timesteps) if plan.task == "next_token" else (examples,)
    if targets is None:
        return np.full(shape, np.nan, np.float32) if not classes else np.full(shape, NOT_KNOWN, np.int64)
    found = labels_array(targets)
    if found.ndim == len(shape) + 1 and found.shape[-1] == 1:
        found = found[..., 0]
    elif found.shape == (*shape, classes) and plan.task != "binary":  # one-hot rows
        found = found.argmax(axis=-1)
    if found.shape != shape:
        raise ConfigError(
            _(
                "The labels have the shape {shape}; expected {expected}, one for each answer.",
                shape=np.shape(targets),
                expected=shape,
            )
        )
    if not classes:
        return as_numbers(found)
    return class_labels(found, classes)


def _symbols(plan: Plan, words: Sequence[str]) -> tuple[str, ...]:
    """What classes are called that are the tokens which are read, as of a language model; else nothing."""
    first, (*_, count) = plan.layers[0].layer, plan.output_shape
    if plan.task != "next_token" or not isinstance(first, Embedding) or first.rows != count:
        return ()
    return tuple(token(number, words) for number in range(count))


def _check_same(ours: Plan, given: Plan) -> None:
    """Raise `LayerError` unless a run's plan is that of the given network."""
    for one, other in zip(ours.layers, given.layers, strict=True):
        if (one.name, one.input_shape, one.output_shape) != (other.name, other.input_shape, other.output_shape):
            raise LayerError(
                _(
                    "The network's {name} ({layer}) gives {shape}, which no page can show. Leave it out.",
                    name=other.name,
                    layer=other.layer.label(),
                    shape=as_given(list(other.output_shape)),
                )
            )
    assert isinstance(given.layers[-1].layer, Dense)
    if ours.mask != given.mask:
        raise LayerError(_("The network masks other timesteps than a run can. Leave out its mask."))
