"""Go on with a network as it is, with something changed: where the past of a fork ends."""

import keras
import numpy as np

from playground.config import RunConfig
from playground.encodings import FittedEncoding
from playground.errors import ConfigError
from playground.languages import _
from playground.training.fit import Fit
from playground.training.held import hold
from playground.training.prepare import prepare
from playground.training.steps import Steps


def go_on(fit: Fit, learned: FittedEncoding, config: RunConfig) -> None:
    """Let `fit` train on as `config` says.  Raises `ConfigError` where the epochs would be of another length.

    The weights, the optimizer's means and the state of every dropout stay, and so does what the encoding learned.
    """
    now = prepare(config, learned=learned)
    before, after = (batches.read_per_epoch(config.batch_size) for batches in (fit.train, now.train))
    if before != after:
        raise ConfigError(
            _(
                "The run trained on {before:,} examples per epoch and would go on with {after:,}; only as many can "
                "follow. Choose another change, or limit the batches per epoch.",
                before=before,
                after=after,
            )
        )
    _take_over(fit.steps, now.steps)
    now.steps.set_learning_rate(config.learning_rate)
    hold(now.steps.model, config.plan, config.held, now.steps.optimizer)
    fit.go_on(now.steps, now.train, now.validation, now.test, config.learning_rate)


def _take_over(old: Steps, new: Steps) -> None:
    """Give a new network and its optimizer the numbers of another of the same shapes."""
    pairs = [
        *zip(old.model.weights, new.model.weights, strict=True),
        *zip(old.optimizer.variables, new.optimizer.variables, strict=True),
    ]
    for was, becomes in zip(old.model.layers, new.model.layers, strict=True):
        pairs += zip(_drawn(was), _drawn(becomes), strict=False)  # a dropout that begins only now has drawn nothing
    for one, other in pairs:
        other.assign(np.asarray(one))


def _drawn(layer: keras.layers.Layer) -> list[keras.Variable]:
    """How far the random numbers of its dropouts have come."""
    weights = {id(weight) for weight in layer.weights}
    return [variable for variable in layer.variables if id(variable) not in weights]
