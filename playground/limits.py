"""Every limit of a server in one place. A class shares one machine: no single run may take it over.

Each can be changed by an environment variable of the same name with `PLAYGROUND_` in front, for example
`PLAYGROUND_QUEUE=500`.  docs/server.md lists them.
"""

import os
from typing import Annotated

from pydantic import BeforeValidator, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from playground.choices import as_given
from playground.errors import ConfigError
from playground.languages import _

LARGEST = 10**12
"""What any limit may be set to: more than a machine has of anything."""
PREFIX = "PLAYGROUND_"


def _whole(given: object) -> int:
    """A number, or its decimal digits and nothing else."""
    if isinstance(given, str) and given.isdecimal() and len(given) <= len(str(LARGEST)):
        given = int(given)
    if not isinstance(given, int) or not 1 <= given <= LARGEST:
        raise ValueError
    return given


Limit = Annotated[int, BeforeValidator(_whole)]


class Limits(BaseSettings):
    """The limits in force.

    queue: runs that may wait at once, all learners together
    queue_per_learner: runs of one learner that may wait or train at once, a sweep among them
    parameters: numbers a network may train
    work: timesteps a run may read: training examples × timesteps × epochs
    disk_mb: megabytes of weights a run may save, those of every epoch together
    moments: times that a run may save its weights, after epochs and in between
    learner_disk_mb: megabytes all runs of one learner may keep
    runs_disk_mb: megabytes all runs of all learners may keep
    idle_minutes: minutes that a paused or slowed run may hold a worker unwatched while others wait
    memory_mb: megabytes per batch of a run may take while training, as estimated from its shapes
    workers: processes that train, each on one core; unless set, as many as there are cores
    worker_memory_mb: megabytes a worker process may hold before it is ended
    upload_mb: megabytes of one uploaded file; `.streamlit/config.toml` sets the same for the browser
    upload_rows: rows of one uploaded file
    uploads_mb: megabytes all uploaded files may take on the disk together
    text_words: words of one typed text; the longest IMDB review has about 2,500
    text_characters: characters of it, which words of any length may not exceed
    live_mb: megabytes of weights per second that a run publishes while somebody watches it learn
    cache_mb: megabytes of results the server keeps to show them again: networks, traces, gradients
    """

    model_config = SettingsConfigDict(frozen=True, env_prefix=PREFIX, env_ignore_empty=True, extra="ignore")

    queue: Limit = 200
    queue_per_learner: Limit = 12
    parameters: Limit = 5_000_000
    work: Limit = 1_000_000_000
    disk_mb: Limit = 2_000
    moments: Limit = 2_000
    learner_disk_mb: Limit = 5_000
    runs_disk_mb: Limit = 50_000
    idle_minutes: Limit = 10
    memory_mb: Limit = 2_000
    workers: Limit = os.cpu_count() or 1
    worker_memory_mb: Limit = 4_000
    upload_mb: Limit = 50
    upload_rows: Limit = 1_000_000
    uploads_mb: Limit = 5_000
    text_words: Limit = 20_000
    text_characters: Limit = 200_000
    live_mb: Limit = 20
    cache_mb: Limit = 500


_latest: tuple[tuple[str | None, ...], Limits] | None = None


def limits() -> Limits:
    """The limits in force, environment included.  Raises `ConfigError` for a value that is no whole number in range."""
    global _latest
    now = tuple(os.environ.get(f"{PREFIX}{name.upper()}") for name in Limits.model_fields)
    if not _latest or _latest[0] != now:
        try:
            _latest = now, Limits()
        except ValidationError as problem:
            wrong = problem.errors()[0]
            name = f"{PREFIX}{str(wrong['loc'][0]).upper()}"
            raise ConfigError(
                _(
                    "{name} is {given}; expected a whole number from 1 to {most:,}.",
                    name=name,
                    given=as_given(wrong["input"]),
                    most=LARGEST,
                )
            ) from None
    return _latest[1]
