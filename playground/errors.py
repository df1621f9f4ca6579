"""Every error the playground raises on purpose.

    PlaygroundError                 one plain sentence: what was given, what was expected, what to do
    ├── ConfigError                 a choice that cannot be trained: a range, a missing part, two parts that do not fit
    │   ├── LayerError              a layer, or the order of layers
    │   ├── LimitError              a run larger than this server allows (playground/limits.py)
    │   ├── LinkError               a link that does not describe a configuration or a run
    │   └── LessonError             a lesson's file that is no lesson
    ├── DatasetError                a dataset that cannot be had
    │   ├── DownloadError           no network, or the wrong bytes arrived
    │   ├── ArchiveError            a file that is truncated, not an archive, or holds something else
    │   └── UploadError             an uploaded file that cannot be used, or is no longer there
    ├── DivergedError               a network whose numbers have grown without bound
    ├── ChangeError                 a change of a trained network that it has no place for
    ├── TextError                   a typed text that cannot be read: empty, or far too long
    ├── RunError                    a run that does not exist, or lacks what was asked of it
    ├── QueueFullError              more runs waiting than the server allows
    └── StorageError                no space left on the disk, or a folder that cannot be written

Pages show the sentence with `st.error`; the command line prints it and exits with status 2.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playground.languages import _

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""A full disk, a quota that is used up, a file larger than is allowed: to whoever writes, all the same."""


class PlaygroundError(Exception):
    """Base of all errors a learner may read; its text is one plain sentence."""


class ConfigError(PlaygroundError):
    """A choice that cannot be trained."""


class LayerError(ConfigError):
    """A layer, or an order of layers, that cannot be built."""


class LimitError(ConfigError):
    """A run larger than this server allows."""


class LinkError(ConfigError):
    """A link that does not describe a configuration or a run."""


class LessonError(ConfigError):
    """A lesson's file that is no lesson."""


class DatasetError(PlaygroundError):
    """A dataset that cannot be had."""


class DownloadError(DatasetError):
    """No network, or the wrong bytes arrived."""


class ArchiveError(DatasetError):
    """A file that is truncated, not an archive, or holds something else."""


class UploadError(DatasetError):
    """An uploaded file that cannot be used, or is no longer there."""


class DivergedError(PlaygroundError):
    """A network whose numbers have grown without bound: its loss, or what it makes of an example, is none any more."""


class ChangeError(PlaygroundError):
    """A what-if change of a trained network that does not fit it: no such layer, gate, unit or timestep."""


class TextError(PlaygroundError):
    """A typed text that cannot be read."""


class RunError(PlaygroundError):
    """A run that does not exist, or lacks what was asked of it."""


class QueueFullError(PlaygroundError):
    """More runs are waiting than the server allows."""


class StorageError(PlaygroundError):
    """No space left on the disk, or a folder that cannot be written."""


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn a full or read-only disk under `folder` into a `StorageError`; any other error passes through."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_SPACE:
            raise StorageError(
                _(
                    "The disk holding {folder} is full. Free some space, or point PLAYGROUND_HOME or PLAYGROUND_DATA "
                    "at another disk, and try again.",
                    folder=folder,
                )
            ) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST):
            raise StorageError(
                _(
                    "{folder} cannot be written. Allow writing there, or point PLAYGROUND_HOME or PLAYGROUND_DATA at "
                    "another folder.",
                    folder=folder,
                )
            ) from error
        raise
