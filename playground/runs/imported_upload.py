"""The file of one's own that an imported run learned from: read anew, as any upload, never as it was parsed."""

import shutil
from contextlib import ExitStack
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from playground import paths
from playground.datasets import uploads
from playground.datasets.own_reviews import OwnReviews, store_texts
from playground.datasets.own_series import OwnSeries, store_series
from playground.datasets.tables import Reading
from playground.datasets.tables.series import SeriesChoices
from playground.datasets.tables.texts import TextChoices
from playground.errors import DatasetError, storage_errors
from playground.languages import N_, _
from playground.runs.zip_members import MEGABYTE, Members, refused

UPLOADED = {r"uploads/[0-9a-f]{24}/about\.json": MEGABYTE, r"uploads/[0-9a-f]{24}/original": 500 * MEGABYTE}
"""Names in a zip → bytes that they may unpack to."""
SAME = ("class_names", "class_counts", "num_train", "num_test", "split", "names", "target", "num_rows")
"""What must come out as it was for the run to fit the data."""
KIND_OF = {"own_reviews": N_("texts"), "own_series": N_("series")}


class _Texts(BaseModel):
    """What a file of texts was read with."""

    model_config = ConfigDict(strict=True, extra="ignore")

    text: str | None = None
    label: str | None = None
    decisions: dict[str, str] = {}


class _Series(BaseModel):
    """What a file of numbers was read with."""

    model_config = ConfigDict(strict=True, extra="ignore")

    target: str | None = None
    time: list[str] | None = None
    columns: list[str] | None = None
    decisions: dict[str, str] = {}


def restored(members: Members, values: dict[str, Any], learner: str, undo: ExitStack) -> dict[str, Any]:
    """The settings of a run, naming the upload as it is called here; it is stored if it is not here yet.

    undo: is told how to remove what was stored.  Raises `RunError` where the zip's file is not what it says.
    """
    dataset = values.get("dataset")
    name, upload = (dataset.get(key) for key in ("name", "upload")) if isinstance(dataset, dict) else (None, None)
    carried = {part.split("/")[1] for part in members.names if part.startswith("uploads/")}
    kind = KIND_OF.get(name) if isinstance(name, str) else None
    if kind is None or not upload:
        if carried:
            raise refused(_("it holds a file of data that its settings do not name"))
        return values
    if not isinstance(upload, str) or carried - {upload}:
        raise refused(_("it holds another file of data than its settings name"))
    if uploads.known(upload, kind):
        return values
    if not carried:
        raise refused(_("its data are a file that is neither in it nor on this server"))
    known = _about(members, upload, kind)
    original = f"uploads/{upload}/original"
    if original not in members.names:  # it was deleted where the run comes from: the run can be looked at all the same
        _keep_about(upload, known, undo)
        return values
    stored = _stored(members.read(original), known, learner, undo)
    return values | {"dataset": {**(dataset or {}), "upload": stored}}


def _about(members: Members, upload: str, kind: str) -> uploads.About:
    try:
        known = uploads.About.model_validate_json(members.read(f"uploads/{upload}/about.json"))
    except ValidationError:
        raise refused(_("what is known of its data (about.json) cannot be read")) from None
    if known.kind != kind:
        raise refused(_("its data are {kind}; its settings name {expected}", kind=_(known.kind), expected=_(kind)))
    return known


def _keep_about(upload: str, known: uploads.About, undo: ExitStack) -> None:
    path = uploads.folder(upload)
    with storage_errors(path.parent):
        path.mkdir(parents=True)
        undo.callback(shutil.rmtree, path, ignore_errors=True)
        (path / uploads.ABOUT).write_text(known.model_dump_json(indent=2), encoding="utf-8")


def _stored(data: bytes, known: uploads.About, learner: str, undo: ExitStack) -> str:
    """Read and keep the file as it was read before.  Returns the id it has here."""
    before = {path.name for path in paths.uploads_folder().glob("*")}
    try:
        reading = Reading(**{name: known.choices.get(name) for name in Reading.model_fields})
        store = _texts if known.kind == "texts" else _series
        made = store(data, known, reading, learner)
    except ValidationError:
        raise refused(_("how its data are to be read (about.json) makes no sense")) from None
    except DatasetError as error:
        raise refused(_("its data cannot be read: {why}", why=error)) from None
    if made.upload not in before:
        undo.callback(shutil.rmtree, uploads.folder(made.upload), ignore_errors=True)
    if any(getattr(made.known, name) != getattr(known, name) for name in SAME):
        raise refused(_("its data are read otherwise here than where the run was trained"))
    return made.upload


def _texts(data: bytes, known: uploads.About, reading: Reading, learner: str) -> OwnReviews:
    chosen = _Texts.model_validate(known.choices)
    choices = TextChoices(chosen.text, chosen.label, chosen.decisions)
    return store_texts(data, known.title, choices, reading, learner)


def _series(data: bytes, known: uploads.About, reading: Reading, learner: str) -> OwnSeries:
    chosen = _Series.model_validate(known.choices)
    time = None if chosen.time is None else tuple(chosen.time)
    columns = None if chosen.columns is None else tuple(chosen.columns)
    choices = SeriesChoices(target=chosen.target, time=time, columns=columns, decisions=chosen.decisions)
    return store_series(data, known.title, choices, reading, learner)
