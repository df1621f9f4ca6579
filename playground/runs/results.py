"""What test results may look like, by task; see `playground.training.results`."""

import numpy as np

from playground.config import RunConfig
from playground.errors import RunError
from playground.languages import _

Shape = tuple[int | None, ...]
"""None: any number."""
ROUNDING = 1e-3
"""What probabilities may be off, in float32 and less."""


def expected_results(config: RunConfig) -> dict[str, tuple[str, Shape]]:
    """Name → kind of number ("f" or "i") and shape of what is kept of a test."""
    task, outputs = config.task, config.plan.output_shape
    if task.each_timestep:
        return {"said": ("f", (None, None, outputs[-1]))}
    if task.answers:
        return dict.fromkeys(("truth", "written"), ("i", (None, outputs[0])))
    if task.numeric:
        return {"truth": ("f", (None,)), "forecast": ("f", (None,)), "rows": ("i", (None,))}
    classes = len(config.dataset.class_names)
    return {"confusion": ("i", (classes, classes)), "said": ("f", (None, *outputs))}


def check_results(config: RunConfig, arrays: dict[str, np.ndarray]) -> None:
    """Raise `RunError` unless these are test results of a run with these settings."""
    expected = expected_results(config)
    for name in sorted(arrays.keys() | expected.keys() - {"rows"}):
        kind, shape = expected.get(name, ("", ()))
        array = arrays.get(name)
        if array is None or array.dtype.kind != kind or not _fits(array.shape, shape) or not _sane(config, name, array):
            raise RunError(_("The test results are not those of this network: {name} is not as expected.", name=name))
    counts = {len(array) for name, array in arrays.items() if name in ("truth", "forecast", "written", "rows")}
    if (said := arrays.get("said")) is not None and said.size:
        if said.min() < -ROUNDING or said.max() > 1 + ROUNDING:
            raise RunError(_("The test results are not those of this network: said holds other numbers than 0 to 1."))
        if said.shape[-1] > 1 and np.abs(said.sum(axis=-1) - 1).max() > ROUNDING:
            raise RunError(
                _("The test results are not those of this network: the probabilities in said do not add to 1.")
            )
    if len(counts) > 1:
        raise RunError(_("The test results are not those of this network: they are of different numbers of examples."))


def _fits(given: tuple[int, ...], expected: Shape) -> bool:
    return len(given) == len(expected) and all(want in (None, size) for size, want in zip(given, expected, strict=True))


def _sane(config: RunConfig, name: str, array: np.ndarray) -> bool:
    """Whether numbers are finite, counts not below zero, and symbols among those there are."""
    if array.dtype.kind == "f":
        return bool(np.isfinite(array).all())
    most = config.dataset.num_outputs - 1 if config.task.answers else np.iinfo(np.int64).max
    return not array.size or bool(array.min() >= 0 and array.max() <= most)
