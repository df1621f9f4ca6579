"""What the buttons of the race ask of its lanes: of all together."""

from collections.abc import Callable, Mapping
from typing import Any

from playground.engine import engine
from playground.errors import PlaygroundError
from playground.ui.lessons.offer import take
from playground.ui.playground.stage import SPEEDS
from playground.ui.race.track import Track
from playground.ui.widgets.control import control


def act(track: Track, told: Mapping[str, Any]) -> None:
    """Do what the browser tells: {"do": one of `DOES`, "value": of a speed}.

    Where nothing trains, a button that trains lets the settings race first; so does one of somebody else's race.
    What a link hides or locks does nothing.
    """
    do = told.get("do")
    try:
        if do in DOES and control("play" if do == "pause" else str(do), "race").free:
            DOES[do](track, told.get("value"))
    except PlaygroundError as error:
        track.complaint = str(error)


def _play(track: Track, _: object) -> None:
    if own := track.own():
        for run in own:
            engine().resume(run.id)
    else:
        track.start()


def _pause(track: Track, _: object) -> None:
    for run in track.own():
        engine().pause(run.id)


def _step(track: Track, more: Callable[[str], None]) -> None:
    """Pause, and train so much more."""
    if not track.own():
        track.start(paused=True)
    for run in track.own():
        more(run.id)


def _speed(track: Track, value: object) -> None:
    if value not in SPEEDS:
        return
    track.speed = str(value)
    for run in track.own():
        engine().set_speed(run.id, SPEEDS[track.speed])


DOES: dict[str, Callable[[Track, object], None]] = {
    "play": _play,
    "pause": _pause,
    "batch": lambda track, _: _step(track, engine().one_batch),
    "epoch": lambda track, _: _step(track, engine().one_epoch),
    "speed": _speed,
    "stop": lambda track, _: track.stop(),
    "lesson": lambda track, _: take(track.configs),
    "look": lambda track, _: None,  # the page looks at its runs whenever it is drawn
}
