"""What stands on the screen before anything has run: the starter reads what the network is to learn to read."""

from typing import Any

import numpy as np

from playground.analysis import timeline
from playground.analysis.running_prediction import course
from playground.caching import remembered
from playground.config import RunConfig
from playground.datasets import TextExamples
from playground.encodings.text import as_text_encoding
from playground.errors import PlaygroundError
from playground.figures import timesteps as picture
from playground.figures.packed import Packed
from playground.prediction.cache import last_epoch, network_of
from playground.prediction.predict import in_words, is_right
from playground.prediction.watched import Watched, watched
from playground.recipes.compatible import classifies_text
from playground.reference import Trace
from playground.runs import Run, starter

SAID = "Nothing of yours has run yet: the starter, trained on film reviews, reads these. Play trains your own network."
UNREAD = "Press Play: a network begins to learn, and what it says of these examples changes before your eyes."


def first(config: RunConfig, example: int, text: str | None) -> bytes:
    """It, as the live address answers for a run that has ended.  example, text: what is watched."""
    packed = Packed()
    if not classifies_text(config) or config.dataset.reads != "words":
        return packed.behind({"state": "", "sentence": UNREAD})
    run = starter()
    them, said, verdicts, right = _read(config)
    header: dict[str, Any] = {
        "state": "",
        "at": 0,
        "sentence": SAID,
        "examples": [{"label": one, "truth": truth} for one, truth in zip(them.labels, them.truths, strict=True)],
        "rows": {"prediction": {"at": packed.put(said), "shape": said.shape}, "right": right, "said": verdicts},
    }
    network = network_of(run.id, last_epoch(run))
    try:
        encoded = as_text_encoding(network.encoding).text(
            them.labels[example % len(them.labels)] if text is None else text
        )
    except PlaygroundError as error:
        return packed.behind(header | {"error": str(error)})
    found = course(network, encoded)
    drawn = np.frombuffer(_picture(run, found.traced), np.float32)
    return packed.behind(
        header
        | {
            "picture": {"at": packed.put(drawn), "shape": drawn.shape},
            "running": {"at": packed.put(found.predictions), "shape": found.predictions.shape},
            "running_names": run.config.dataset.class_names,
        }
    )


@remembered
def _read(config: RunConfig) -> tuple[Watched, np.ndarray, list[str], list[bool]]:
    """The examples, P(class) of each as the starter says it, that in words, and whether it is right."""
    run, them = starter(), watched(config)
    assert isinstance(them.examples, TextExamples)
    network = network_of(run.id, last_epoch(run))
    fitted = as_text_encoding(network.encoding)
    said = np.array([network.trace(fitted.text(text)).output for text in them.examples.texts])
    verdicts = [in_words(run.config, {"probability": float(one[0])})[0] for one in said]
    right = [is_right(run.config, *pair) for pair in zip(verdicts, them.truths, strict=True)]
    return them, np.concatenate([1 - said, said], axis=1), verdicts, right


def _picture(run: Run, traced: Trace) -> bytes:
    """The starter's LSTM reading."""
    plan = run.config.plan
    rows = timeline.rows(plan, traced)
    row = next(one for one in rows if one.recurrent)
    columns = timeline.columns(plan, traced, run.config.dataset.class_names)
    said, figures = in_words(run.config, {"probability": traced.probability})
    return picture.message(
        columns,
        rows,
        row,
        picture.vectors(plan, traced),
        [(len(columns), said, figures)],
        None,
        False,
        np.arange(row.shape[1]),
    )
