"""Sections that train the network and measure it."""

from playground.config import RunConfig
from playground.datasets import Series
from playground.exporting.code.section import Code, Section, lines
from playground.languages import _, p_
from playground.runs import Run

OPTIMIZERS = {"adam": "Adam", "rmsprop": "RMSprop", "sgd": "SGD"}
LOSSES = {
    "binary": '"binary_crossentropy"',
    "multiclass": '"sparse_categorical_crossentropy"',
    "sequence": '"sparse_categorical_crossentropy"',
    "next_token": 'keras.losses.SparseCategoricalCrossentropy(reduction="mean_with_sample_weight")',
    "regression": '"mean_absolute_error"',
}
"""Task → its loss."""
BEFORE = """
def before(answers):
    \"\"\"What the decoder reads: a start symbol, then the right symbols but the last.\"\"\"
    start = np.full((len(answers), 1), <start>)
    return np.concatenate([start, answers[:, :-1]], axis=1)


x_train, x_validation = [x_train, before(y_train)], [x_validation, before(y_validation)]
x_test = [x_test, before(y_test)]
"""
ASKED = """
# Where nothing is asked, -1, nothing counts.
asked_train, asked_validation, asked_test = (y >= 0 for y in (y_train, y_validation, y_test))
y_train, y_validation, y_test = (np.maximum(y, 0) for y in (y_train, y_validation, y_test))
"""
SOME_STEPS = """
random, history = np.random.default_rng(<seed>), None
for epoch in range(EPOCHS):  # <steps> batches each, drawn at random
    some = random.permutation(len(y_train))[: <steps> * <batch>]
    model.fit(<some>, batch_size=<batch>, initial_epoch=epoch, epochs=epoch + 1<options>)
    recorded = model.history.history
    history = recorded if history is None else {name: history[name] + recorded[name] for name in recorded}
"""


def training_sections(run: Run) -> list[Section]:
    """From `model` and the arrays, or the batches of a series, to `history` and `result`."""
    config = run.config
    before = _before(config)
    fit = Section(
        p_("a part of a text", "Training"), f"{_compile(config)}\n\n{before}EPOCHS = {epochs_of(run)}\n{_fit(config)}"
    )
    return [fit, Section(_("On examples that it has not seen"), _evaluate(config))]


def epochs_of(run: Run) -> int:
    """How many epochs the run trained; all that were chosen where none has finished yet."""
    return len(run.history().epochs) or run.config.epochs


def _compile(config: RunConfig) -> str:
    arguments = f"{config.learning_rate!r}"
    if config.optimizer == "sgd":
        arguments += f", momentum={config.momentum!r}"
    if config.clip_norm:
        arguments += f", global_clipnorm={config.clip_norm!r}"
    optimizer = f"keras.optimizers.{OPTIMIZERS[config.optimizer]}({arguments})"
    metrics = ""
    if config.task.accuracy:
        metrics = f'    {"weighted_metrics" if config.task.each_timestep else "metrics"}=["accuracy"],\n'
    return f"model.compile(\n    {optimizer},\n    loss={LOSSES[config.dataset.task]},\n{metrics})"


def _before(config: RunConfig) -> str:
    """What is made of the arrays before they are trained on, where a task asks for it."""
    if config.task.answers:
        return lines(BEFORE, start=config.dataset.num_outputs) + "\n"
    if config.task.each_timestep:
        return lines(ASKED) + "\n"
    return ""


def _fit(config: RunConfig) -> str:
    if isinstance(config.dataset, Series):
        return "history = model.fit(train, epochs=EPOCHS, validation_data=validation, verbose=2).history"
    asked = config.task.each_timestep
    validation = "(x_validation, y_validation, asked_validation)" if asked else "(x_validation, y_validation)"
    options = f", validation_data={validation}, verbose=2"
    if config.weighs_classes:
        options += ", class_weight=weights"
    if config.steps_per_epoch:
        some = "[x[some] for x in x_train], y_train[some]" if config.task.answers else "x_train[some], y_train[some]"
        some += ", sample_weight=asked_train[some]" if asked else ""
        code = lines(
            SOME_STEPS,
            **{"seed": config.seed, "steps": config.steps_per_epoch, "batch": config.batch_size},
            some=Code(some),
            options=Code(options),
        )
    else:
        arrays = "x_train, y_train" + (", sample_weight=asked_train" if asked else "")
        arguments = f"{arrays}, batch_size={config.batch_size}, epochs=EPOCHS{options}"
        code = f"run = model.fit(\n    {arguments}\n)\nhistory = run.history"
    if config.weighs_classes:
        counted = "dict(enumerate(len(y_train) / np.maximum(np.bincount(y_train), 1) / len(set(y_train))))"
        return f"weights = {counted}  # a rare class counts for more\n{code}"
    return code


def _evaluate(config: RunConfig) -> str:
    arrays = "test" if isinstance(config.dataset, Series) else "x_test, y_test"
    if config.task.each_timestep:
        arrays += ", sample_weight=asked_test"
    code = f"result = model.evaluate({arrays}, return_dict=True, verbose=0)\n"
    if config.task.accuracy:
        return code + "print(f\"test accuracy {result['accuracy']:.1%}, loss {result['loss']:.4f}\")"
    return code + f"print('mean absolute test error', result['loss'] * unit, {config.dataset.unit!r})"
