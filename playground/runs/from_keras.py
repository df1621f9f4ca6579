"""Import a .keras file as a run without a history.  Nothing in it is executed, and Keras never sees it."""

import json

import numpy as np

from playground.errors import LayerError, LimitError, UploadError
from playground.keras_networks.file_config import network_of, weight_places
from playground.keras_networks.file_members import CONFIG, METADATA, WEIGHTS, members
from playground.keras_networks.file_weights import read_weights
from playground.keras_networks.own_names import is_of_a_playground, own_names
from playground.keras_networks.vocabulary import read_vocabulary
from playground.languages import N_, _
from playground.layers import Embedding
from playground.layers.plan import Plan
from playground.limits import limits
from playground.runs.disk import check_room
from playground.runs.given import check_task, given_config, keep, num_classes
from playground.runs.run import Run

TIMESTEPS = 250
"""Of an example, where a model leaves them open."""
MOST_TIMESTEPS = 2_000
MOST_NUMBERS = 100_000
"""Of one example."""
EXAMPLES = 8
TOKENS = 20
"""In an example of a network that skips padding."""

OWN = N_(
    "This network was exported by a playground, in layers that cannot be read back, such as those for one-hot input or "
    "of a decoder. Export its run there with --format run, and import that zip."
)


def import_keras(data: bytes, learner: str = "", vocabulary: bytes | None = None, timesteps: int | None = None) -> Run:
    """A new run with the network of a .keras file, a few made-up examples, and no history.

    data: the file.  learner: whose it becomes.  vocabulary: a JSON file, see `read_vocabulary`; None: the words that a
    .keras of the playground carries, else tokens are called by number.  timesteps: of an example, where the model
    leaves them open; None: `TIMESTEPS`.
    Raises `UploadError`, `LayerError`, `LimitError` or `StorageError`: one sentence, and nothing is left.
    """
    parts = members(data)
    try:
        network, groups = network_of(parts[CONFIG], parts[METADATA], timesteps or TIMESTEPS)
    except LayerError:
        if is_of_a_playground(parts[METADATA]):
            raise UploadError(_(OWN)) from None
        raise
    plan = network.plan
    check_task(plan)
    _check_limits(plan)
    own = own_names(parts[METADATA], num_classes(plan))
    words: tuple[str, ...] = ()
    unknown = None
    if vocabulary is None and own.words and isinstance(plan.layers[0].layer, Embedding):
        vocabulary = json.dumps(own.words).encode()
    if vocabulary is not None:
        first = plan.layers[0].layer
        if not isinstance(first, Embedding):
            raise UploadError(_("A vocabulary was given, but this network reads numbers. Import it without one."))
        words, unknown = read_vocabulary(vocabulary, first.rows)
    places = weight_places(network, groups)
    arrays = iter(read_weights(parts[WEIGHTS], [one for layer in places.values() for one in layer]))
    weights = network.weights({name: [next(arrays) for _ in layer] for name, layer in places.items()})
    config, encoding = given_config(
        plan, examples(plan), names=own.class_names, words=words, unknown_id=unknown, made_up=True
    )
    check_room([config], learner)
    return keep(config, encoding, weights, learner)


def examples(plan: Plan) -> np.ndarray:
    """Made-up examples, the same each time: random tokens, or waves.

    Returns int32 (8, timesteps), or float32 (8, timesteps, features) between -1 and 1.
    """
    random, (timesteps, *features) = np.random.default_rng(1), plan.input_shape
    first = plan.layers[0].layer
    if isinstance(first, Embedding):
        ids = random.integers(min(1, first.rows - 1), first.rows, (EXAMPLES, timesteps), dtype=np.int32)
        if plan.mask:
            ids[:, : max(timesteps - TOKENS, 0)] = 0
        return ids
    period, start = random.uniform(4, 20, (2, EXAMPLES, 1, *features))
    waves: np.ndarray = np.sin((np.arange(timesteps)[:, None] + start) / period * 2 * np.pi)
    return waves.astype(np.float32)


def _check_limits(plan: Plan) -> None:
    if plan.num_parameters > limits().parameters:
        raise LimitError(
            _(
                "The network has {parameters:,} parameters; this server allows {most:,}. Import a smaller one.",
                parameters=plan.num_parameters,
                most=limits().parameters,
            )
        )
    if plan.input_shape[0] > MOST_TIMESTEPS or np.prod(plan.input_shape, dtype=float) > MOST_NUMBERS:
        raise LimitError(
            _(
                "The network reads {shape} numbers at once; expected at most {timesteps:,} timesteps and {numbers:,} "
                "numbers. Import a smaller one.",
                shape=" × ".join(f"{size:,}" for size in plan.input_shape),
                timesteps=MOST_TIMESTEPS,
                numbers=MOST_NUMBERS,
            )
        )
