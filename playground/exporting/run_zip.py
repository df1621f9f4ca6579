"""`run`: the folder of a run as a zip that another playground imports, see `playground.runs.imported`."""

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from playground.datasets import GivenExamples, uploads
from playground.datasets.given_examples import path_of
from playground.errors import RunError
from playground.languages import _
from playground.limits import limits
from playground.runs import Run
from playground.runs.imported import ABOUT_ZIP, FILES, VERSION
from playground.runs.run import NONE_YET

MEGABYTE = 1_000_000


def write_run(run: Run, output: Path) -> str:
    """Write the zip; of more weights than a server takes, fewer epochs go in: the first and the last always.

    Raises `RunError` for a run without weights.
    """
    if not run.has_weights:
        raise RunError(_(NONE_YET))
    saved = sorted((run.path / "weights").glob("[0-9]*.npz"))
    upload = {**_upload(run), **_given(run)}
    others = [run.path / name for name in FILES if (run.path / name).is_file()]
    room = limits().upload_mb * MEGABYTE * 9 // 10 - sum(path.stat().st_size for path in [*others, *upload])
    kept = fewer(saved, room)
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(ABOUT_ZIP, json.dumps({"playground": VERSION, "id": run.id}))
        for path in others:
            file.write(path, path.name)
        for path in kept:
            file.write(path, f"weights/{path.name}")
        for path, name in upload.items():
            file.write(path, name)
    left = f", without the weights of {len(saved) - len(kept)} others" if len(kept) < len(saved) else ""
    return f"settings, curves, results and the weights of {len(kept)} moments{left}"


def fewer(saved: Sequence[Path], room: int) -> list[Path]:
    """As many of these files as fit into so many bytes, evenly spread, the first and the last among them."""
    kept = list(saved)
    while len(kept) > 2 and sum(path.stat().st_size for path in kept) > room:
        kept = [*kept[:-1:2], kept[-1]]
    return kept


def _upload(run: Run) -> dict[Path, str]:
    """The file of one's own that the run learned from, as far as it is kept → its name in the zip."""
    upload = getattr(run.config.dataset, "upload", "")
    if not upload:
        return {}
    paths = [uploads.folder(upload) / uploads.ABOUT]
    if uploads.is_here(upload):
        paths.append(uploads.original(upload))
    return {path: f"uploads/{upload}/{path.name}" for path in paths if path.is_file()}


def _given(run: Run) -> dict[Path, str]:
    """The examples that came with a network from elsewhere, if they are here → their name in the zip."""
    dataset = run.config.dataset
    if not isinstance(dataset, GivenExamples) or not dataset.is_here():
        return {}
    return {path_of(dataset.file): f"given/{dataset.file}.npz"}
