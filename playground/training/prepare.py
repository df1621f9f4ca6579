"""What a run needs before its first batch: its examples as batches, its model, its loss and optimizer."""

from dataclasses import dataclass

from playground.config import RunConfig
from playground.datasets.base import Examples, Progress
from playground.encodings import FittedEncoding
from playground.prediction.splits import run_examples
from playground.training.batches import Batches
from playground.training.build import build
from playground.training.held import hold
from playground.training.losses import class_weights
from playground.training.results import baseline
from playground.training.steps import Steps, parts_of


@dataclass(frozen=True)
class Prepared:
    """A run ready to train: the fitted encoding, the compiled steps, the encoded examples, and the naive baseline."""

    encoding: FittedEncoding
    steps: Steps
    train: Batches
    validation: Batches
    test: Batches
    baseline: dict[str, float]


def prepare(config: RunConfig, progress: Progress | None = None, learned: FittedEncoding | None = None) -> Prepared:
    """Load and encode the examples and build the model, everything from the run's seed.

    learned: what the encoding knows already; None: it learns it from the training examples.
    """
    examples = run_examples(config, progress)
    fitted = config.encoding.restore(learned.learned()) if learned else config.encoding.fit(examples.train, progress)

    def batches(part: Examples, steps: int | None = None) -> Batches:
        return Batches(fitted.encode(part), config.plan, config.encoding.padding, steps)

    model = build(config.plan, seed=config.seed)
    if fitted.table is not None:
        model.get_layer(config.plan.layers[0].name).set_weights([fitted.table])
    deviation = getattr(fitted, "target_deviation", 1.0) or 1.0
    weights = None
    if config.weighs_classes:
        weights = class_weights(examples.train.targets, len(config.dataset.class_names))
    train = batches(config.dataset.to_learn_from(examples.train), config.steps_per_epoch)
    read = train.examples.lengths.mean() if config.plan.mask else config.plan.timesteps
    steps = Steps(config, model, weights, parts_of(config.batch_size, read))
    hold(model, config.plan, config.held, steps.optimizer)
    return Prepared(
        fitted,
        steps,
        train,
        batches(examples.validation),
        batches(examples.test),
        baseline(config, examples, deviation),
    )
