"""The tasks: a new one is one class here and one entry in TASKS, and its loss in both readers of a network."""

from playground.tasks.base import Answer, Task
from playground.tasks.classes import Binary, Multiclass
from playground.tasks.regression import Regression
from playground.tasks.symbols import NOT_ASKED, NextToken, WrittenSequence

TASKS: dict[str, Task] = {
    task.name: task for task in (Binary(), Multiclass(), Regression(), NextToken(), WrittenSequence())
}

__all__ = ["NOT_ASKED", "TASKS", "Answer", "Task"]
