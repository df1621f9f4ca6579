"""What lessons compute out of a learner's own runs, by name: a new answer is one function and one line."""

from playground.lessons.answers.base import Answer
from playground.lessons.answers.distance import DISTANCE
from playground.lessons.answers.forecasts import FORECASTS
from playground.lessons.answers.gates import GATES
from playground.lessons.answers.learning import LEARNING
from playground.lessons.answers.loop import LOOP
from playground.lessons.answers.shapes import SHAPES
from playground.lessons.answers.state import STATE
from playground.lessons.answers.words import WORDS

ANSWERS: dict[str, Answer] = WORDS | LOOP | LEARNING | STATE | DISTANCE | GATES | SHAPES | FORECASTS
"""Name, as a lesson's `see` step calls it → the answer."""
