"""Where on a page the control is that a lesson asks to press: a CSS selector, also for what our components draw."""

from playground.recipes.variations import DIALS

DRAWN = '[data-control="{}"]'
"""What a component draws, in a shadow root of its own."""


def _dial(page: str) -> str:
    """The box of the dataset's own setting, which is called by its name."""
    return ", ".join(f".st-key-{page}-{name.capitalize()}" for name in sorted({name for name, _ in DIALS.values()}))


TARGETS: dict[str, str] = {
    "playground.race": ".st-key-playground-race",
    "playground.undo": ".st-key-playground-undo",
    "playground.again": ".st-key-playground-again",
    "playground.dial": _dial("playground"),
    **{
        f"playground.{name}": f".st-key-playground-{name.capitalize()}"
        for name in ("dataset", "cell", "units", "layers", "direction", "optimizer")
    },
    **{f"playground.{name}": DRAWN.format(name) for name in ("play", "batch", "epoch", "speed", "rate", "text")},
    "race.again": ".st-key-race-again",
    "race.lanes": ".st-key-race-Lane-1",
    "race.units": ".st-key-race-Units",
    "race.dial": _dial("race"),
    **{f"race.{name}": DRAWN.format(name) for name in ("play", "stop", "batch", "epoch", "speed")},
    "inside.run": ".st-key-run-chosen",
    "inside.text": '[class*="st-key-reads"], [class*="st-key-text"], .st-key-example',
    "inside.epoch": ".st-key-epoch-bar",
    "inside.view": ".st-key-view-chosen",
    "inside.add": ".st-key-what-if-add",
    "sentiment.run": ".st-key-run-chosen",
    "sentiment.beside": ".st-key-beside-chosen",
    "sentiment.text": DRAWN.format("text"),
    "sentiment.why": ".st-key-sentiment-why",
    **{f"{page}.projector": ".st-key-for-class" for page in ("playground", "race", "inside", "sentiment")},
    "encode.text": '[class*="st-key-encode"][class*="-text"]',
    "loop.next": ".st-key-loop-Next",
    "train.train": ".st-key-train-button",
}
"""Page and name, as in `CONTROLS`, and a few more → the selector of what is pressed."""
KEYS = {"loop.next": "ArrowRight"}
"""Name → the key that presses it wherever the focus is; what our components draw says so itself, as `data-keys`."""
