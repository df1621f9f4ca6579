"""Download a published file once, checked, with progress. Pooch does the work."""

import os
from pathlib import Path

from playground import paths
from playground.datasets.base import Progress
from playground.errors import DownloadError, storage_errors
from playground.languages import N_, _


def download(url: str, known_hash: str | None, source: str, progress: Progress | None = None) -> Path:
    """The file at `url` in the data folder; downloaded unless it is there with the right checksum.

    known_hash: `md5:…` or `sha256:…`; None where no checksum is published: the caller checks what is in the file.
    source: the page where a person finds the file.
    Raises DownloadError, which says how to put the file there by hand, or StorageError.
    """
    import pooch
    import requests

    folder, name = paths.data(), url.rsplit("/", 1)[-1]
    by_hand = _("put {name} from {source} into {folder} by hand", name=name, source=source, folder=folder)
    url = mirrored(url)
    pooch.get_logger().setLevel("WARNING")
    downloader = pooch.HTTPDownloader(progressbar=_Bar(progress) if progress else False, chunk_size=2**18)
    try:
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            pooch.retrieve(url, known_hash, fname=name, path=folder, downloader=downloader)
    except requests.RequestException as error:
        raise DownloadError(
            _(
                "{url} could not be downloaded ({reason}). Check the network and try again, or {by_hand}.",
                url=url,
                reason=_reason(error),
                by_hand=by_hand,
            )
        ) from error
    except ValueError as error:  # pooch: the checksum differs; it has already thrown the file away
        if known_hash is None:
            raise
        algorithm, _colon, digest = known_hash.partition(":")
        raise DownloadError(
            _(
                "What arrived from {url} is not the published file ({algorithm} {digest}) and was thrown away. "
                "Try again later, or {by_hand}.",
                url=url,
                algorithm=algorithm.upper(),
                digest=digest,
                by_hand=by_hand,
            )
        ) from error
    return folder / name


def mirrored(url: str) -> str:
    """Where a file is downloaded from: `url`, or under its name in the place that PLAYGROUND_MIRROR names."""
    mirror = os.environ.get("PLAYGROUND_MIRROR", "").strip().rstrip("/")
    return f"{mirror}/{url.rsplit('/', 1)[-1]}" if mirror else url


def _reason(error: Exception) -> str:
    """Why a download failed, in a few words.  error: of requests."""
    answer = getattr(error, "response", None)
    if answer is not None:
        return _("the server answered {status_code}", status_code=answer.status_code)
    return _("no answer in time") if "Timeout" in type(error).__name__ else _("the connection failed")


class _Bar:
    """The progress bar that pooch expects, reporting bytes to a `Progress`."""

    def __init__(self, progress: Progress):
        self._progress = progress
        self.total = 0
        self._done = 0

    def update(self, count: int) -> None:
        self._done = min(self._done + count, self.total) if self.total else self._done + count
        self._progress(self._done, max(self.total, self._done), N_("Downloading"))

    def reset(self) -> None:
        self._done = 0

    def close(self) -> None:
        pass
