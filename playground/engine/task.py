"""What a Dask worker is asked to do.  A worker and a scheduler started by hand have this package installed."""

from pathlib import Path


def warm_up() -> float:
    """Import TensorFlow and train a small network, so that no learner waits for it.  Returns batches a second."""
    import os

    # A page comes before training: on a busy machine every click would wait otherwise.  A worker that somebody started
    # by hand is warmed up by every server that finds it: 10 in all, not 10 more.
    if hasattr(os, "nice"):
        os.nice(max(0, 10 - os.nice(0)))

    from playground.training.warm_up import warm_up

    return warm_up()


def train(path: str) -> bool:
    """Train the queued run in the folder `path`; everything it has to say is written there.  False: it is not here."""
    from playground.training.train import train

    return train(Path(path))


def fetch(path: str) -> None:
    """Fetch the dataset that the file `path` asks for; its progress and its complaint are written there."""
    from playground.datasets.fetching import fetch

    fetch(Path(path))
