"""What is kept of networks and of what they made of an example, so that a page can ask for it at every click."""

from dataclasses import dataclass, replace

import numpy as np

from playground.caching import remembered
from playground.datasets import Dataset, Splits, TextExamples
from playground.encodings import EncodedExample
from playground.encodings.edit import Edit, edited
from playground.prediction.predict import encoded_example, encoded_text, network
from playground.reference import Network, Trace
from playground.reference.interventions import Change
from playground.runs import Run


@remembered
def splits(dataset: Dataset) -> Splits:
    """The examples of a dataset that is ready.  Shared: do not change them."""
    return dataset.load()


@remembered
def network_of(run_id: str, epoch: float) -> Network:
    """A run's network after `epoch`.  Shared: do not change it."""
    return network(Run.open(run_id), epoch)


@remembered
def trace(
    run_id: str, epoch: float, chosen: str | int, changes: tuple[Change, ...] = (), edits: tuple[Edit, ...] = ()
) -> tuple[EncodedExample, Trace]:
    """A text, or a test example by its number, through a run's network, with everything on the way.

    changes, edits: what is done to the network and to the example before.  Shared: do not change it.
    Raises `DivergedError` where not all of it are numbers.
    """
    run = Run.open(run_id)
    if isinstance(chosen, str):
        encoded = encoded_text(run, chosen)
    else:
        encoded = encoded_example(run, chosen, splits(run.config.dataset).test)
    if edits:
        encoded = edited(run.encoding, encoded, edits, text_of(run, chosen))
    return encoded, replace(network_of(run_id, epoch), changes=changes).trace(encoded).checked()


@remembered
def running(
    run_id: str, epoch: float, chosen: str | int, changes: tuple[Change, ...] = (), edits: tuple[Edit, ...] = ()
) -> np.ndarray:
    """What the network says after every word it reads, see `Network.running`.  Shared: do not change it."""
    encoded, _ = trace(run_id, epoch, chosen, changes, edits)
    return replace(network_of(run_id, epoch), changes=changes).running(encoded)


def text_of(run: Run, chosen: str | int) -> str:
    """The text that is read; empty where it is numbers."""
    if isinstance(chosen, str):
        return chosen
    examples = splits(run.config.dataset).test
    return examples.texts[chosen] if isinstance(examples, TextExamples) else ""


@dataclass(frozen=True)
class Reading:
    """What is read, the run whose network reads it, after which epoch, and what came of it.

    chosen: a typed text, or the number of a test example.  truth: what is true of that example, in words.
    changes, edits: what was done to the network and to the example before, what if.
    """

    run: Run
    epoch: float
    chosen: str | int
    truth: str
    encoded: EncodedExample
    trace: Trace
    changes: tuple[Change, ...] = ()
    edits: tuple[Edit, ...] = ()


def network_read(reading: Reading) -> Network:
    """The network that reads it, with its changes."""
    return replace(network_of(reading.run.id, reading.epoch), changes=reading.changes)


def last_epoch(run: Run) -> int:
    """The last epoch whose weights are saved."""
    return run.saved_epochs()[-1]
