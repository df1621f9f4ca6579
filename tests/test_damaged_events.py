"""Whatever stands in one run's events.jsonl costs that run only: every reader gives an answer or one sentence."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.figures.curves import learning_curve
from playground.layers import SimpleRNN
from playground.narration.learned_nothing import learned_nothing
from playground.narration.verdict import beside_reference
from playground.recipes import RECIPES
from playground.runs import Run, RunFolder, all_runs
from playground.runs.disk import kept_megabytes, older_than
from playground.server import live_network
from playground.ui.run.live import done, progress_text
from tests.browser.made import made_run
from tests.runs.test_events import event, json_values, nearly

lines = st.lists(nearly.map(json.dumps) | json_values.map(json.dumps) | st.text(max_size=5), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def own_home(module_home: Path) -> Path:
    """One home for all tests of this module, because they share a run."""
    return module_home


@pytest.fixture(scope="module")
def run(own_home: Path) -> Run:
    """A run whose events are damaged again and again."""
    config = RunConfig(layers=(SimpleRNN(units=2),), epochs=3)
    return made_run(own_home, config, {"words": ("acting", "good")}, learner="ann")


@pytest.fixture(scope="module")
def whole(run: Run) -> bytes:
    """What its events were."""
    return RunFolder(run.path).events.read_bytes()


def _readers(run: Run) -> Iterator[object]:
    """What pages, addresses and commands ask of a run."""
    history, config = run.history(), run.config
    for metric in config.task.metrics:
        yield learning_curve(history, metric, config.epochs)
    yield progress_text(history, config, None)
    assert 0 <= done(history, config) <= 1
    yield learned_nothing(history)
    for recipe in RECIPES.values():
        if history.test and recipe.config and recipe.config.task.metrics == config.task.metrics:
            yield beside_reference(recipe.config, history, lambda _: history)
    for moment in (None, 0, 2):
        with suppress(PlaygroundError):
            packed = live_network.answer(live_network.Asked(run=run.id, moment=moment))
            size = int.from_bytes(packed[:4], "little")
            yield json.loads(packed[4 : 4 + size], parse_constant=pytest.fail)


@given(lines, st.booleans())
@example([json.dumps({"event": "adopted", "time": 1.0})], True)
@example([json.dumps(event("epoch", more=float("nan")))], True)
@example([json.dumps(event("queued")), json.dumps(event("prepared")), json.dumps(event("step"))], True)
@example([json.dumps(event("queued")), json.dumps(event("started")), json.dumps(event("step", position=-4))], True)
def test_every_reader_of_a_run_with_damaged_events_has_an_answer(run, whole, lines, after):
    text = "\n".join(lines).encode(errors="replace") + b"\n"
    events = RunFolder(run.path).events
    events.write_bytes(b"")
    assert run.recorded().state == "queued"  # what was read of the file before is forgotten
    events.write_bytes(whole + text if after else text + whole)
    for answer in _readers(run):
        assert answer is not None
    assert run in all_runs()
    assert kept_megabytes() > 0
    older_than("1h")
