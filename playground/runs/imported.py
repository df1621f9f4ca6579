"""Import a run from a zip that another playground exported.

Every part is read with the reader of the runs here, checked against the network that the settings describe, and
written anew, so that no byte of the zip is taken over unread. The run appears whole, or not at all.
"""

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from playground.config import RunConfig
from playground.errors import PlaygroundError, storage_errors
from playground.languages import _, n_
from playground.limits import limits
from playground.paths import SHIPPED, runs_folder
from playground.runs.arrays import read_arrays, train_again
from playground.runs.disk import check_room
from playground.runs.folder import RUN_ID, RunFolder
from playground.runs.imported_events import EVENTS, most_epochs, read_events
from playground.runs.imported_given import GIVEN, bring_given
from playground.runs.imported_upload import UPLOADED, restored
from playground.runs.remarks import FILE as REMARKS
from playground.runs.remarks import LARGEST, Changes, read_remarks, remark
from playground.runs.results import check_results
from playground.runs.run import MOST_RESULTS, SAVED, Run
from playground.runs.zip_members import MEGABYTE, Members, Refused, refused

VERSION = 1
ABOUT_ZIP = "run.json"
FILES = ("config.json", EVENTS, "encoding.json", "results.npz", REMARKS)
"""What a zip holds of a run's folder, beside its weights; the last two may be missing."""
KNOWN = {
    r"run\.json": 1_000,
    r"config\.json": MEGABYTE,
    r"events\.jsonl": 50 * MEGABYTE,
    r"encoding\.json": 20 * MEGABYTE,
    r"results\.npz": MOST_RESULTS,
    rf"weights/{SAVED}\.npz": 1_000 * MEGABYTE,
    r"remarks\.json": LARGEST,
    **UPLOADED,
    **GIVEN,
}
"""Name → bytes that it may unpack to; of weights the network says less."""
BESIDE_WEIGHTS = 10


class _About(BaseModel):
    """run.json: which version wrote the zip, and the id of the run there."""

    model_config = ConfigDict(strict=True, extra="forbid")

    playground: int = Field(ge=1)
    id: str = Field(pattern=f"^{RUN_ID.pattern}$")  # pydantic looks for it anywhere


def import_run(data: bytes, learner: str = "") -> Run:
    """A new run out of a zip.  learner: whose it becomes.

    It keeps its id unless that is taken.  Raises `RunError` for a zip that is not a run, `LimitError` for one that is
    too large, `StorageError` for a full disk; then nothing of it is left.
    """
    members = Members(data, KNOWN, limits().moments + BESIDE_WEIGHTS)
    about = _about(members)
    with ExitStack() as undo:
        config = _config(members, learner, undo)
        _check_limits(config, learner)
        with _new_folder() as path:
            folder = RunFolder(path)
            folder.replace("config.json", config.to_json())
            _write(folder, members, config, learner)
            with storage_errors(runs_folder()):
                target = _place(path, about.id)
        undo.pop_all()  # all went well
    return Run(target)


def _about(members: Members) -> _About:
    try:
        about = _About.model_validate_json(members.read(ABOUT_ZIP))
    except ValidationError:
        raise refused(_("{name} does not say which run it is", name=ABOUT_ZIP)) from None
    if about.playground > VERSION:
        raise refused(
            _(
                "a newer playground wrote it (version {version}; expected {most} at most)",
                version=about.playground,
                most=VERSION,
            )
        )
    return about


def _config(members: Members, learner: str, undo: ExitStack) -> RunConfig:
    """The settings; the data of one's own they name are put where they belong, or named as they are called here."""
    try:
        values = from_json(members.read("config.json"))
    except ValueError:
        raise refused(_("config.json is not JSON")) from None
    if not isinstance(values, dict):
        raise refused(_("config.json holds no settings"))
    values = restored(members, values, learner, undo)
    bring_given(members, values, undo)
    try:
        config = RunConfig.from_json(json.dumps(values))
        config.plan  # noqa: B018, raises where two layers do not fit
        config.dataset.num_train  # noqa: B018, raises where its file is not known
    except (PlaygroundError, ValueError, RecursionError) as error:
        raise refused(str(error)) from None
    return config


def _check_limits(config: RunConfig, learner: str) -> None:
    most = limits().parameters
    if config.plan.num_parameters > most:
        raise refused(
            _(
                "its network has {parameters:,} parameters; this server allows {most:,}",
                parameters=config.plan.num_parameters,
                most=most,
            )
        )
    check_room([config], learner)


@contextmanager
def _new_folder() -> Iterator[Path]:
    """A folder for a run that is not seen yet; what is left of it at the end is removed."""
    path = runs_folder().with_name("importing") / secrets.token_hex(12)
    with storage_errors(path.parent):
        (path / "weights").mkdir(parents=True)
        runs_folder().mkdir(exist_ok=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):  # another import is under way
            path.parent.rmdir()


def _place(path: Path, run_id: str) -> Path:
    """Move the folder to where runs are, by its own id or, where that is taken, by a new one."""
    if run_id in SHIPPED or (runs_folder() / run_id).exists():
        run_id = secrets.token_hex(12)
    return path.rename(runs_folder() / run_id)


def _write(folder: RunFolder, members: Members, config: RunConfig, learner: str) -> None:
    """Everything but config.json, read, checked and written anew."""
    run = Run(folder.path)
    lines = read_events(members.read(EVENTS), config, learner)
    folder.replace(EVENTS, "".join(f"{json.dumps(line)}\n" for line in lines))
    folder.replace("encoding.json", _text(members, "encoding.json"))
    try:
        folder.save_encoding(run.encoding)
        weights = [name for name in members.names if name.startswith("weights/")]
        if "weights/0000.npz" not in weights:
            raise refused(_("it holds no weights/0000.npz, the weights before training"))
        most = most_epochs(config, lines)
        if late := [name for name in weights if float(Path(name).stem) > most]:
            raise refused(
                n_(
                    "it holds {name}; its training has {number:,} epoch",
                    "it holds {name}; its training has {number:,} epochs",
                    most,
                    name=late[0],
                )
            )
        for name in weights:
            arrays = read_arrays(members.read(name, run.most_bytes), name, run.most_bytes)
            run.check_weights(arrays, name)
            _check_finite(arrays, name)
            folder.save_weights(float(Path(name).stem), {key: one.astype(np.float32) for key, one in arrays.items()})
        if "results.npz" in members.names:
            arrays = read_arrays(members.read("results.npz", MOST_RESULTS), "results.npz", MOST_RESULTS)
            check_results(config, arrays)
            folder.save_results(arrays)
        if REMARKS in members.names:
            remark(run, **_remarks(members))
    except Refused:
        raise
    except PlaygroundError as error:
        raise refused(str(error).removesuffix(train_again())) from None


def _remarks(members: Members) -> Changes:
    try:
        found = read_remarks(members.read(REMARKS))
    except ValueError:
        raise refused(
            _("{file} holds other remarks than a name, a note and a star, or longer ones", file=REMARKS)
        ) from None
    return {"name": found.name, "note": found.note, "star": found.star}


def _text(members: Members, name: str) -> str:
    try:
        return members.read(name).decode("utf-8")
    except ValueError:
        raise refused(_("{name} is no text", name=name)) from None


def _check_finite(arrays: dict[str, np.ndarray], name: str) -> None:
    for key, array in arrays.items():
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            raise refused(_("{name} holds {weight} with numbers that are infinite or none", name=name, weight=key))
