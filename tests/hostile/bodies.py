"""Bodies of the live addresses of every wrong shape."""

import gzip
import json
import pickle

from playground.runs import starter

TRAINED = ["starter", starter().saved_epochs()[-1]]
GOOD = {"editor": "e", "runs": [TRAINED], "text": "good"}


def but(**values: object) -> bytes:
    """A good body with other values; None leaves one out."""
    return json.dumps({name: value for name, value in (GOOD | values).items() if value is not None}).encode()


NO_OBJECTS: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"not json",
    "half of one": but()[:-5],
    "two values": but() + but(),
    "null": b"null",
    "a number": b"1",
    "a text": b'"good"',
    "a list": b"[]",
    "an empty object": b"{}",
    "lists in lists": b"[" * 100_000 + b"]" * 100_000,
    "objects in objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "not a number": b'{"editor": "e", "runs": [["starter", NaN]], "text": "x"}',
    "bytes that are no UTF-8": b'{"editor": "e", "runs": [["starter", 0]], "text": "\xff\xfe"}',
    "UTF-16": but().decode().encode("utf-16"),
    "gzip": gzip.compress(but()),
    "a pickle": pickle.dumps(GOOD),
    "a form": b"editor=e&runs=starter&text=good",
    "zeros": bytes(1_000),
    "too much": b" " * 4_000_001,
}
"""What is wrong at any address → the body."""
BODIES: dict[str, bytes] = NO_OBJECTS | {
    "no editor": but(editor=None),
    "an editor that is a number": but(editor=1),
    "an editor that is a list": but(editor=["e"]),
    "an overlong editor": but(editor="e" * 65),
    "no text": but(text=None),
    "a text that is a number": but(text=1),
    "a text that is a list": but(text=["good"]),
    "a text that is true": but(text=True),
    "no runs": but(runs=None),
    "an empty list of runs": but(runs=[]),
    "three runs": but(runs=[TRAINED] * 3),
    "runs that are a text": but(runs="starter"),
    "a run that is a text": but(runs=["starter"]),
    "a run without an epoch": but(runs=[["starter"]]),
    "a run with two epochs": but(runs=[["starter", 1, 2]]),
    "a run that is a number": but(runs=[[1, 1]]),
    "a run that is nothing": but(runs=[[None, 1]]),
    "a run that traverses": but(runs=[["../../etc", 1]]),
    "a run with a zero byte": but(runs=[["starter\0", 1]]),
    "an overlong run": but(runs=[["x" * 100_000, 1]]),
    "an empty run": but(runs=[["", 1]]),
    "an absolute run": but(runs=[["/etc/passwd", 1]]),
    "an epoch that is a text": but(runs=[["starter", "first"]]),
    "an epoch with a fraction": but(runs=[["starter", 0.5]]),
    "an epoch below 0": but(runs=[["starter", -1]]),
    "an epoch that is not there": but(runs=[["starter", 10**9]]),
    "an epoch without end": b'{"editor": "e", "runs": [["starter", ' + b"9" * 5_000 + b']], "text": "x"}',
    "an epoch that is a list": but(runs=[["starter", [1]]]),
    "a text without a word": but(text="!!! 😀"),
    "an empty text": but(text=""),
    "a text of zero bytes": but(text="\0" * 1_000),
    "half of an emoji": but(text="\ud83d"),
    "too many words": but(text="word " * 20_001),
    "an endless word": but(text="a" * 3_900_000),
    "an answer that is a word": but(has=["seven"]),
    "an answer without end": but()[:-1] + b', "has": [' + b"9" * 5_000 + b"]}",
    "answers that are a number": but(has=7),
    "three answers": but(has=[1, 2, 3]),
}
"""What is wrong at `/live/sentiment` → the body."""

WATCHING = {"run": "starter", "example": 0, "text": "good", "seen": -1, "points": 0, "epochs": 0}


def watching(**values: object) -> bytes:
    """A good body of whoever watches a network, with other values."""
    return json.dumps(WATCHING | values).encode()


WRONG_RUNS: dict[str, object] = {
    "no text": 1,
    "nothing": None,
    "a list": ["starter"],
    "an object": {"id": "starter"},
    "true": True,
    "empty": "",
    "not there": "0123456789abcdef",
    "traversing": "../../etc",
    "absolute": "/etc/passwd",
    "with a zero byte": "starter\0",
    "overlong": "x" * 100_000,
    "half of an emoji": "\ud83d",
}
WRONG_NUMBERS: dict[str, object] = {
    "a text": "first",
    "a fraction": 0.5,
    "far below 0": -2,
    "far too large": 10**30,
    "a list": [1],
    "an object": {},
    "nothing": None,
}
WRONG_NAMES: dict[str, object] = {
    "a number": 1,
    "a list": ["lstm"],
    "overlong": "x" * 100_000,
    "not there": "attention",
    "with a zero byte": "lstm\0",
    "half of an emoji": "\ud83d",
}
WRONG_TEXTS: dict[str, object] = {
    "a number": 1,
    "a list": ["good"],
    "true": True,
    "empty": "",
    "without a word": "!!! 😀",
    "zero bytes": "\0" * 1_000,
    "half of an emoji": "\ud83d",
    "too many words": "word " * 20_001,
    "an endless word": "a" * 3_900_000,
}
WATCHING_BODIES: dict[str, bytes] = (
    NO_OBJECTS
    | {f"a run that is {what}": watching(run=value) for what, value in WRONG_RUNS.items()}
    | {
        f"{name} that is {what}": watching(**{name: value})
        for name in ("example", "seen", "points", "epochs", "stride", "moment")
        for what, value in WRONG_NUMBERS.items()
        if (name, value) != ("moment", None)
    }
    | {
        f"{name} that is {what}": watching(**{name: value})
        for name in ("layer", "direction")
        for what, value in WRONG_NAMES.items()
    }
    | {f"a text that is {what}": watching(text=value) for what, value in WRONG_TEXTS.items()}
    | {f"a cell that is {what}": watching(cell=value) for what, value in WRONG_RUNS.items() if value is not None}
    | {
        f"a cell whose {name} is {what}": watching(cell={"part": "forget", "unit": 0, "column": 0} | {name: value})
        for name in ("unit", "column")
        for what, value in WRONG_NUMBERS.items()
    }
    | {"not a number": b'{"run": "starter", "text": "good", "seen": NaN}'}
    | {"numbers without end": b'{"run": "starter", "text": "good", "seen": ' + b"9" * 5_000 + b"}"}
)
"""What is wrong at `/live/network` → the body."""
REMEMBERING_BODIES: dict[str, bytes] = NO_OBJECTS | {
    what: json.dumps({"runs": value}).encode()
    for what, value in {
        "no runs": [],
        "runs that are a text": "starter",
        "runs that are nothing": None,
        "five runs": ["starter"] * 5,
        "a run in a list": [["starter"]],
    }.items()
}
REMEMBERING_BODIES |= {
    f"a run that is {what}": json.dumps({"runs": [value]}).encode() for what, value in WRONG_RUNS.items()
}
REMEMBERING_BODIES |= {
    f"a run before that is {what}": json.dumps({"runs": ["starter"], "before": value}).encode()
    for what, value in WRONG_RUNS.items()
    if value != ""  # there was none
}
"""What is wrong at `/live/memory` → the body."""
