"""Every limit of a server in one place. A class shares one machine: no single run may take it over.

Each can be changed by an environment variable of the same name with `PLAYGROUND_` in front, for example
`PLAYGROUND_QUEUE=200`.  docs/server.md lists them.
"""

import os
from dataclasses import dataclass, fields

from playground.choices import as_given
from playground.errors import ConfigError

LARGEST = 10**12
"""What any limit may be set to: more than a machine has of anything."""


@dataclass(frozen=True)
class Limits:
    """The limits in force.

    queue: runs that may wait at once, all learners together
    queue_per_learner: runs of one learner that may wait or train at once
    parameters: numbers a network may train
    work: timesteps a run may read: training examples × timesteps × epochs
    disk_mb: megabytes of weights a run may save, those of every epoch together
    learner_disk_mb: megabytes all runs of one learner may keep
    runs_disk_mb: megabytes all runs of all learners may keep
    memory_mb: megabytes a batch of a run may take while training, as estimated from its shapes
    worker_memory_mb: megabytes a worker process may hold before it is ended
    upload_mb: megabytes of one uploaded file; `.streamlit/config.toml` sets the same for the browser
    upload_rows: rows of one uploaded file
    uploads_mb: megabytes all uploaded files may take on the disk together
    text_words: words of one typed text; the longest IMDB review has about 2,500
    cache_mb: megabytes of results the server keeps to show them again: networks, traces, gradients
    """

    queue: int = 100
    queue_per_learner: int = 6
    parameters: int = 5_000_000
    work: int = 1_000_000_000
    disk_mb: int = 2_000
    learner_disk_mb: int = 5_000
    runs_disk_mb: int = 50_000
    memory_mb: int = 2_000
    worker_memory_mb: int = 4_000
    upload_mb: int = 50
    upload_rows: int = 1_000_000
    uploads_mb: int = 5_000
    text_words: int = 20_000
    cache_mb: int = 500


def limits() -> Limits:
    """The limits in force, environment included.  Raises `ConfigError` for a value that is no whole number in range."""
    values = {}
    for field in fields(Limits):
        given = os.environ.get(f"PLAYGROUND_{field.name.upper()}")
        if given:
            if not given.isdecimal() or len(given) > len(str(LARGEST)) or not 1 <= int(given) <= LARGEST:
                raise ConfigError(
                    f"PLAYGROUND_{field.name.upper()} is {as_given(given)}; expected a whole number from 1 to "
                    f"{LARGEST:,}."
                )
            values[field.name] = int(given)
    return Limits(**values)
