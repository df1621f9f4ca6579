"""A learner's name, note and star of a run are kept as they were given, and no file of them breaks anything."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import RunConfig
from playground.errors import ConfigError, RunError
from playground.runs import Run, RunFolder, starter
from playground.runs.remarks import LARGEST, LONGEST_NAME, LONGEST_NOTE, Remarks, remark, remarks


def new_run() -> Run:
    return Run(RunFolder.create(RunConfig()).path)


@given(st.text(max_size=LONGEST_NAME), st.text(max_size=LONGEST_NOTE), st.booleans())
def test_what_was_remarked_is_read_with_the_name_on_one_line(name, note, star):
    run = new_run()
    told = remark(run, name=name, note=note, star=star)
    assert remarks(run) == told
    assert told.name.isprintable()
    assert "  " not in told.name
    assert told.note == note.strip().encode(errors="replace").decode()
    assert told.star == star


def test_one_remark_is_changed_and_the_others_stay():
    run = new_run()
    assert remarks(run) == Remarks()
    remark(run, name="  the\tlong \n one\u202e ")
    remark(run, star=True)
    assert remark(run, note="Try dropout.") == remarks(run) == Remarks("the long one", "Try dropout.", True)


@pytest.mark.parametrize(("what", "most"), [("name", LONGEST_NAME), ("note", LONGEST_NOTE)])
def test_a_text_that_is_too_long_is_refused_in_one_sentence_and_nothing_changes(what, most):
    run = new_run()
    remark(run, **{what: "x" * most})
    with pytest.raises(ConfigError, match=f"The {what} has {most + 1:,} characters; expected at most {most:,}"):
        remark(run, **{what: "y" * (most + 1)})
    assert getattr(remarks(run), what) == "x" * most


@pytest.mark.parametrize(
    "damaged",
    [
        *(b"", b"null", b"[]", b'{"star": 1}', b'{"name": 5}', b'{"name": "a', b"\xff\xfe", b"[" * 9_000),
        json.dumps({"name": "n" * (LONGEST_NAME + 1)}).encode(),
        json.dumps({"note": "n" * LARGEST}).encode(),
    ],
    ids=lambda damaged: damaged[:20],
)
def test_a_damaged_file_says_nothing_and_can_be_written_again(damaged):
    run = new_run()
    (run.path / "remarks.json").write_bytes(damaged)
    assert remarks(run) == Remarks()
    remark(run, name="again")
    assert remarks(run) == Remarks("again")


def test_a_name_that_a_hand_has_written_is_on_one_line_too():
    run = new_run()
    (run.path / "remarks.json").write_text('{"name": "a\\nb", "later": true}')
    assert remarks(run).name == "a b"


def test_the_starter_has_no_remarks():
    with pytest.raises(RunError, match="comes with the playground"):
        remark(starter(), star=True)
    assert remarks(starter()) == Remarks()
