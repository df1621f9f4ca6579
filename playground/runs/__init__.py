"""Run folders: write, read, and fold events into a History."""

from playground.runs.control import Control, ControlReader, ask, read_control, wish
from playground.runs.deleting import delete
from playground.runs.disk import check_room
from playground.runs.folder import RunFolder, run_path
from playground.runs.fork import changed_later, forked
from playground.runs.history import ENDED, History, fold
from playground.runs.index import all_runs, recording, starter, starters
from playground.runs.run import Run

__all__ = [
    "ENDED",
    "Control",
    "ControlReader",
    "History",
    "Run",
    "RunFolder",
    "all_runs",
    "ask",
    "changed_later",
    "check_room",
    "delete",
    "fold",
    "forked",
    "read_control",
    "recording",
    "run_path",
    "starter",
    "starters",
    "wish",
]
