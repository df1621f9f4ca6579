"""The folders of runs that arrive together: all of them, or none."""

import shutil
from collections.abc import Sequence
from typing import Unpack

from playground.config import RunConfig
from playground.runs import RunFolder, ask
from playground.runs.control import Wishes
from playground.runs.folder import Together


def written(
    configs: Sequence[RunConfig], learner: str, server: str, together: Together = "race", **wishes: Unpack[Wishes]
) -> list[str]:
    """Write the folders of runs that wait, and return their ids.

    learner: whose they are; server: in whose queue they wait.  together: how several belong together.
    wishes: what is asked of each before its first batch.
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
            folder.save_together(together, ids)
        return ids
    except BaseException:  # what nobody has put into a queue would wait for ever
        for folder in folders:
            shutil.rmtree(folder.path, ignore_errors=True)
        raise
