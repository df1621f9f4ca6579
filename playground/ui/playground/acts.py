"""What the buttons of the screen ask of a run."""

from collections.abc import Callable, Mapping
from typing import Any

from playground.engine import engine
from playground.errors import PlaygroundError
from playground.ui.lessons.offer import take
from playground.ui.playground.stage import SPEEDS, Stage
from playground.ui.widgets.control import control


def act(stage: Stage, told: Mapping[str, Any]) -> None:
    """Do what the browser tells: {"do": one of `DOES`, "value": of a speed or a learning rate}.

    Where nothing trains, a button that trains starts a run first; of somebody else's run it starts one's own.
    What a link hides or locks does nothing.
    """
    do, value = told.get("do"), told.get("value")
    try:
        if do in DOES and control("play" if do == "pause" else str(do), "playground").free:
            DOES[do](stage, value)
    except PlaygroundError as error:
        stage.complaint = str(error)


def _play(stage: Stage, _: object) -> None:
    if own := stage.own():
        engine().resume(own.id)
    else:
        stage.start(stage.config)


def _pause(stage: Stage, _: object) -> None:
    if own := stage.own():
        engine().pause(own.id)


def _step(stage: Stage, more: Callable[[str], None]) -> None:
    """Pause, and train so much more."""
    own = stage.own()
    if own is None:
        stage.start(stage.config, paused=True)
        own = stage.own()
    if own:
        more(own.id)


def _speed(stage: Stage, value: object) -> None:
    if value not in SPEEDS:
        return
    stage.speed = str(value)
    if own := stage.own():
        engine().set_speed(own.id, SPEEDS[stage.speed])


def _rate(stage: Stage, value: object) -> None:
    """Of the run from its next batch on; where none trains, of the next run."""
    if not isinstance(value, int | float):
        return
    if own := stage.own():
        engine().set_learning_rate(own.id, float(value))
        stage.config = stage.config.changed(recipe="", learning_rate=float(value))
    else:
        stage.prepare(stage.config.changed(recipe="", learning_rate=float(value)))


def _rewind(stage: Stage, _: object) -> None:
    stage.rewinds = bool(stage.run)


DOES: dict[str, Callable[[Stage, object], None]] = {
    "play": _play,
    "pause": _pause,
    "batch": lambda stage, _: _step(stage, engine().one_batch),
    "epoch": lambda stage, _: _step(stage, engine().one_epoch),
    "rewind": _rewind,
    "speed": _speed,
    "rate": _rate,
    "lesson": lambda stage, _: take((stage.config,)),
    "look": lambda stage, _: None,  # the page looks at its run whenever it is drawn
}
