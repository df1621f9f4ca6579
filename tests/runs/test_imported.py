"""A run goes out as a zip and comes in elsewhere the same; a zip that is anything else is refused in one sentence."""

import io
import json
from pathlib import Path

import numpy as np
import pytest

from playground import paths
from playground.config import RunConfig
from playground.datasets import Digits, Reviews, uploads
from playground.datasets.given_examples import path_of
from playground.datasets.own_reviews import store_texts
from playground.encodings import LearnedEmbedding, Numbers
from playground.errors import PlaygroundError
from playground.exporting import FORMATS
from playground.layers import GRU
from playground.runs import Run, all_runs
from playground.runs.given import given_targets
from playground.runs.imported import import_run
from playground.runs.remarks import Remarks, remark, remarks
from playground.runs.results import check_results
from tests.browser.made import made_run
from tests.datasets.test_own_reviews import CHOSEN, csv, rows
from tests.runs.test_given import BINARY, TOKENS, kept, of
from tests.runs.zips import hostile, npz, parts_of, zipped

SMALL = {"encoding": LearnedEmbedding(vocabulary_size=10, maximum_length=5, dimensions=2), "layers": (GRU(units=2),)}


def exported(run: Run, folder: Path) -> bytes:
    """The zip of a run."""
    FORMATS["run"].write(run, folder / "run.zip")
    return (folder / "run.zip").read_bytes()


def made(home: Path, config: RunConfig | None = None) -> Run:
    """A small run in `home`."""
    return made_run(home, config or RunConfig(dataset=Reviews(examples=200), **SMALL), {"words": ["good", "bad"]}, 2)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A zip as it should be."""
    folder = tmp_path_factory.mktemp("there")
    return exported(made(folder), folder)


def everything(folder: Path) -> set[Path]:
    """All that is in the home of the playground, but for locks and what can be made again."""
    return {path for path in folder.rglob("*") if path.is_file()} | set((folder / "runs").glob("*"))


def test_a_run_is_the_same_elsewhere(whole, tmp_path, monkeypatch):
    there = made(tmp_path / "there")
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "here"))
    here = import_run(whole, "eve")
    assert here.config == there.config
    assert here.encoding == there.encoding
    assert here.saved() == there.saved() == [0, 1, 2]
    for epoch in there.saved():
        ours, theirs = here.weights(epoch), there.weights(epoch)
        assert ours.keys() == theirs.keys()
        assert all((ours[name] == theirs[name]).all() for name in ours)
    assert here.history().epochs == there.history().epochs
    assert here.history().test == there.history().test
    assert here.learner == "eve"
    assert [run.id for run in all_runs("eve")] == [here.id]


def test_a_run_keeps_its_id_unless_it_is_taken(whole):
    name = json.loads(parts_of(whole)["run.json"])["id"]
    first, second = import_run(whole), import_run(whole)
    assert first.id == name
    assert second.id != name
    assert {run.id for run in all_runs()} == {first.id, second.id}


def test_a_run_that_had_not_ended_comes_in_as_stopped(whole):
    parts = parts_of(whole)
    lines = parts["events.jsonl"].splitlines(keepends=True)
    run = import_run(zipped(parts | {"events.jsonl": b"".join(lines[:-1])}))
    assert run.history().state == "stopped"
    assert run.history().reason == "It had not ended when it was exported."


def test_nobody_else_is_named_in_an_imported_run(whole):
    parts = parts_of(whole)
    lines = [json.loads(line) for line in parts["events.jsonl"].splitlines()]
    lines[0] |= {"learner": "mallory", "server": "evil"}
    lines[1] |= {"more": "x" * 100, "machine": "hers"}
    run = import_run(zipped(parts | {"events.jsonl": "\n".join(map(json.dumps, lines)).encode()}), "eve")
    text = (run.path / "events.jsonl").read_text()
    assert run.learner == "eve"
    assert not [said for said in ("mallory", "evil", "hers", "xxx") if said in text]


@pytest.mark.parametrize("original", [True, False], ids=["with its file", "whose file was deleted"])
def test_a_run_brings_its_own_data_along(original, tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "there"))
    dataset = store_texts(csv(rows(good=30, bad=30)), "mine.csv", CHOSEN, learner="ada")
    there = made(tmp_path / "there", RunConfig(dataset=dataset, **SMALL))
    if not original:
        uploads.forget(dataset.upload, "ada")
    data = exported(there, tmp_path)
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "here"))
    here = import_run(data, "eve")
    assert here.config.dataset.class_names == there.config.dataset.class_names
    assert here.config.dataset.is_here() is original
    if original:
        assert here.config.dataset.load().train.texts[0]
        assert list(uploads.uploads_of("eve", "texts")) == [here.config.dataset.upload]


def given_run() -> Run:
    """A network from elsewhere with its examples."""
    return kept(*of(*BINARY), TOKENS, np.array([0, 1, 1]))


def test_a_network_from_elsewhere_brings_its_examples_along(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "there"))
    there = given_run()
    data, before = exported(there, tmp_path), there.config.dataset.load().test
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "here"))
    here = import_run(data, "eve")
    assert here.config == there.config
    assert here.config.dataset.load().test.texts == before.texts
    assert given_targets(here.config).tolist() == [0, 1, 1]
    path_of(here.config.dataset.file).unlink()
    assert import_run(zipped({name: part for name, part in parts_of(data).items() if "given/" not in name})).has_weights


@pytest.mark.parametrize("wrong", ["no zip", "other examples", "another name", "no numbers", "too large"])
def test_examples_that_are_not_those_of_the_network_are_refused_and_not_kept(wrong, tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "there"))
    there = given_run()
    parts, name = parts_of(exported(there, tmp_path)), f"given/{there.config.dataset.file}.npz"
    arrays = dict(np.load(path_of(there.config.dataset.file)))
    if wrong == "no zip":
        parts[name] = parts[name][:50]
    elif wrong == "another name":
        parts[f"given/{'0' * 24}.npz"] = parts.pop(name)
    else:
        if wrong == "too large":
            monkeypatch.setattr("playground.runs.imported_given.MOST_UNPACKED", 100)
        arrays["inputs"] = arrays["inputs"].astype("S4") if wrong == "no numbers" else arrays["inputs"] + np.int32(1)
        packed = io.BytesIO()
        np.savez(packed, **arrays)
        parts[name] = packed.getvalue()
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "here"))
    with pytest.raises(PlaygroundError, match=r"^This zip is not a run that can be imported: .*given/") as raised:
        import_run(zipped(parts))
    assert "\n" not in str(raised.value)
    assert everything(tmp_path / "here") == set()


def test_data_that_are_read_otherwise_are_refused_and_not_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "there"))
    dataset = store_texts(csv(rows(good=30, bad=30)), "mine.csv", CHOSEN)
    parts = parts_of(exported(made(tmp_path / "there", RunConfig(dataset=dataset, **SMALL)), tmp_path))
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "here"))
    about = f"uploads/{dataset.upload}/about.json"
    for wrong in (
        {about: parts[about].replace(b'"num_train": ', b'"num_train": 1')},
        {f"uploads/{dataset.upload}/original": b"\xff\xfe\x00"},
        {about: b"{}"},
        {"weights/0001.npz": b""},
    ):
        with pytest.raises(PlaygroundError, match=r"^This zip is not a run that can be imported: "):
            import_run(zipped(parts | wrong))
        assert not everything(paths.home())


def test_every_hostile_zip_is_refused_in_one_sentence_and_leaves_nothing(whole):
    tried = 0
    for wrong, data in hostile(whole):
        with pytest.raises(PlaygroundError) as refused:
            import_run(data, "eve")
        said = str(refused.value)
        assert "\n" not in said, wrong
        assert said.startswith("This zip is not a run that can be imported: "), (wrong, said)
        assert said.endswith("import that file."), wrong
        assert len(said) < 700, (wrong, len(said))
        assert not everything(paths.home()), wrong
        tried += 1
    assert tried >= 40
    assert not Path("/tmp/unpickled").exists()


def with_event(data: bytes, kind: str, **values: object) -> bytes:
    """The zip with some numbers replaced in the last event of a kind."""
    parts = parts_of(data)
    lines = [json.loads(line) for line in parts["events.jsonl"].splitlines()]
    [line for line in lines if line["event"] == kind][-1].update(values)
    return zipped(parts | {"events.jsonl": "\n".join(map(json.dumps, lines)).encode()})


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("epoch", {"accuracy": 7}, "accuracy 7; expected a share from 0 to 1"),
        ("epoch", {"val_accuracy": -3}, "val_accuracy -3; expected a share"),
        ("finished", {"test": {"loss": 1, "accuracy": 2}}, "accuracy 2; expected a share"),
        ("epoch", {"epoch": 1_000_000_000}, "epoch 1000000000; its training has 10 epochs"),
        ("epoch", {"epoch": 1}, "epoch 1 after epoch 1"),
        ("epoch", {"epoch": 1.5}, "epoch 1.5 after epoch 1"),
        ("epoch", {"seconds": -5}, "is no 'epoch': a number in it is missing or impossible"),
        ("epoch", {"loss": float("nan")}, "is no 'epoch'"),
        ("started", {"learning_rate": "fast"}, "is no 'started'"),
    ],
)
def test_numbers_that_no_training_writes_are_refused(whole, kind, values, said):
    with pytest.raises(PlaygroundError, match=said):
        import_run(with_event(whole, kind, **values))
    assert not everything(paths.home())


@pytest.mark.parametrize("step", [{"step": -1}, {"position": 11.0}, {"epoch": 12}])
def test_steps_that_no_training_has_are_refused(whole, step):
    parts = parts_of(whole)
    event = {"event": "step", "epoch": 1, "position": 0.5, "step": 2, "loss": 0.5, "accuracy": 0.5}
    assert import_run(zipped(parts | {"events.jsonl": parts["events.jsonl"] + json.dumps(event).encode()}))
    with pytest.raises(PlaygroundError, match=r"is no 'step'|its training has 10 epochs"):
        import_run(zipped(parts | {"events.jsonl": parts["events.jsonl"] + json.dumps(event | step).encode()}))


def test_weights_after_more_epochs_than_the_training_has_are_refused(whole):
    parts = parts_of(whole)
    with pytest.raises(PlaygroundError, match=r"holds weights/0011\.npz; its training has 10 epochs"):
        import_run(zipped(parts | {"weights/0011.npz": parts["weights/0001.npz"]}))


@pytest.mark.parametrize(("said", "right"), [([[0.25]], True), ([[5.0]], False), ([[-0.1]], False)])
def test_probabilities_are_between_0_and_1(whole, said, right):
    results = npz(confusion=np.zeros((2, 2), np.int64), said=np.array(said, np.float32))
    data = zipped(parts_of(whole) | {"results.npz": results})
    if right:
        assert import_run(data).results["said"].tolist() == said
    else:
        with pytest.raises(PlaygroundError, match="said holds other numbers than 0 to 1"):
            import_run(data)


def test_probabilities_of_several_classes_add_to_1():
    config = RunConfig(dataset=Digits(), encoding=Numbers(), layers=(GRU(units=2),))
    said = np.full((3, 10), 0.1, np.float32)
    check_results(config, {"confusion": np.zeros((10, 10), np.int64), "said": said})
    with pytest.raises(PlaygroundError, match="the probabilities in said do not add to 1"):
        check_results(config, {"confusion": np.zeros((10, 10), np.int64), "said": said / 2})


def test_a_zip_that_a_mac_packed_anew_comes_in(whole):
    notes = {"__MACOSX/": b"", "__MACOSX/weights/._0001.npz": b"Mac OS X", "weights/": b"", "weights/.DS_Store": b"\0"}
    run = import_run(zipped(parts_of(whole) | notes))
    assert run.saved() == [0, 1, 2]
    assert not [path for path in run.path.rglob("*") if "DS_Store" in path.name or "MACOSX" in str(path)]


def test_a_zip_that_is_larger_than_the_server_takes_is_refused(whole, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_UPLOAD_MB", "1")
    with pytest.raises(PlaygroundError, match=r"it has 1\.2 MB; this server takes 1"):
        import_run(whole + bytes(1_200_000))


def test_fewer_epochs_go_out_where_a_server_would_not_take_all(tmp_path, monkeypatch):
    run = made_run(tmp_path, RunConfig(dataset=Reviews(examples=200), **SMALL), {"words": ["good"]}, 20)
    monkeypatch.setattr("playground.exporting.run_zip.MEGABYTE", 500)
    names = parts_of(exported(run, tmp_path))
    kept = sorted(name for name in names if name.startswith("weights/"))
    assert 2 <= len(kept) < 21
    assert {"weights/0000.npz", "weights/0020.npz"} <= set(kept)
    assert np.diff([int(name[8:12]) for name in kept]).max() <= 20


def test_name_note_and_star_travel_along(tmp_path):
    there = made(tmp_path / "there")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(tmp_path / "there"))
        remark(there, name="my best", note="why?", star=True)
    assert remarks(import_run(exported(there, tmp_path))) == Remarks("my best", "why?", True)


@pytest.mark.parametrize("held", [b"[]", b"no", b'{"name": 7}', b'{"note": "' + b"x" * 2_001 + b'"}'])
def test_remarks_that_are_none_are_refused(whole, held):
    with pytest.raises(PlaygroundError, match=r"remarks\.json holds other remarks"):
        import_run(zipped(parts_of(whole) | {"remarks.json": held}))
    assert not all_runs()
