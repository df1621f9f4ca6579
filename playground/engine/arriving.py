"""The folders of runs that arrive together: all of them, or none."""

import shutil
from collections.abc import Sequence
from typing import Unpack

from playground.config import RunConfig
from playground.runs import RunFolder, ask
from playground.runs.control import Wishes


def written(configs: Sequence[RunConfig], learner: str, server: str, **wishes: Unpack[Wishes]) -> list[str]:
    """Write the folders of runs that wait, and return their ids; several race with each other.

    learner: whose they are; server: in whose queue they wait.  wishes: what is asked of each before its first batch.
    Raises `StorageError`, `ConfigError` for a speed out of range; then there is none of them.
    """
    folders: list[RunFolder] = []
    try:
        for config in configs:
            folders.append(RunFolder.create(config, learner, server))
            if wishes:
                ask(folders[-1], **wishes)
        ids = [folder.id for folder in folders]
        for folder in folders if len(ids) > 1 else ():
            folder.save_race(ids)
        return ids
    except BaseException:  # what nobody has put into a queue would wait for ever
        for folder in folders:
            shutil.rmtree(folder.path, ignore_errors=True)
        raise
