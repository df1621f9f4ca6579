"""A class at the Sentiment page: thirty learners type at the same time while both workers train.

Each learner is a session of its own that speaks to the server as a browser does: the page over Streamlit's websocket,
and what is typed as the editor sends it: a key every 200 ms (60 words a minute), one text under way, the newest next;
after a sentence a second's rest, in which the page is told.  Measured is from a key to the answer that holds it.
Promise: 95 of 100 answers within 500 ms, and no error.

    python -m benchmarks.typists [learners] [seconds]
"""

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
import websockets
from distributed.utils import open_port
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM
from playground.runs import Run, RunFolder
from tests.browser.app import Server, serve, until
from tests.browser.made import made_run

LEARNERS, TYPING, PROMISE = 30, 40.0, 0.5
WORKERS = os.cpu_count() or 1
ENDLESS = {"layers": ({"kind": "lstm", "units": 32},), "epochs": 1000}
KEY = 0.2
"""Seconds between two keys."""
SENTENCE, REST = 60, 1.0
"""Keys to the end of a sentence, and seconds until the next."""
TEXT = "the film was not bad at all although a great actor seemed bored and i loved every dull minute of it"
WORDS = TEXT.split()
START = " ".join([TEXT] * 5)
"""What stands in the editor when the typing begins: a hundred words."""


@dataclass
class Typist:
    """One learner.  seconds: how long each key waited for its answer; errors: what went wrong."""

    url: str
    run: str
    random: random.Random
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    editor: str = ""
    runs: list[list] = field(default_factory=list)
    page: str = ""
    widget: str = ""
    fragment: str = ""

    def __post_init__(self) -> None:
        self.connection = HTTPConnection(urlsplit(self.url).netloc)

    async def visit(self, all_there: asyncio.Event, ready: asyncio.Semaphore, seconds: float) -> None:
        """Open the page, and once all are there, type."""
        address = f"{self.url.replace('http', 'ws')}/_stcore/stream"
        async with websockets.connect(address, subprotocols=["streamlit"], max_size=None) as self.socket:
            await self._open()
            await self._type(START)
            ready.release()
            await all_there.wait()
            await self._types(seconds)

    async def _types(self, seconds: float) -> None:
        """Keys come in their own time; a text goes out when no other is under way, with all keys so far."""
        text, pending, began = START, [], time.monotonic() + self.random.random() * KEY
        end, keys, resting = began + seconds, 0, self.random.randrange(SENTENCE)
        while time.monotonic() < end:
            due = began + keys * KEY
            if not pending:
                await asyncio.sleep(max(due - time.monotonic(), 0))
            while (due := began + keys * KEY) <= time.monotonic():
                text += self._key(text)
                pending.append(due)
                keys += 1
            await self._type(text)
            now = time.monotonic()
            self.seconds += [now - key for key in pending]
            pending = []
            if keys >= resting:
                resting = keys + SENTENCE
                rested = time.monotonic()
                await asyncio.gather(self._rest(text), asyncio.sleep(REST))
                began += time.monotonic() - rested

    def _key(self, text: str) -> str:
        """The next letter of a word, or a space."""
        beginning = text.rsplit(" ", 1)[1]
        fitting = [word for word in WORDS if word.startswith(beginning)]
        word = self.random.choice(fitting) if fitting else beginning
        return word[len(beginning)] if len(word) > len(beginning) else " "

    async def _type(self, text: str) -> None:
        """What the editor asks with every text it sends."""
        asked = json.dumps({"editor": self.editor, "runs": self.runs, "text": text})
        status, answer = await asyncio.to_thread(self._post, asked.encode())
        if status != 200 or json.loads(answer)["text"] != text:
            self.errors.append(f"status {status}")

    def _post(self, body: bytes) -> tuple[int, bytes]:
        self.connection.request("POST", "/live/sentiment", body)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    async def _open(self) -> None:
        """The page itself: what it tells the editor."""
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = "sentiment", f"run={self.run}"
        await self._rerun(message)

    async def _rest(self, text: str) -> None:
        """When typing rests, the editor tells the page what stands there, which reruns a part of it."""
        message = BackMsg()
        message.rerun_script.page_script_hash, message.rerun_script.fragment_id = self.page, self.fragment
        message.rerun_script.widget_states.widgets.add(id=self.widget, json_value=json.dumps({"typed": text}))
        await self._rerun(message)

    async def _rerun(self, message: BackMsg) -> None:
        message.rerun_script.context_info.timezone = "UTC"
        await self.socket.send(message.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(await asyncio.wait_for(self.socket.recv(), 60))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page = message.new_session.page_script_hash or self.page
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                self.errors.append(message.delta.new_element.exception.message)
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
                told = json.loads(message.delta.new_element.bidi_component.json)
                self.widget, self.fragment = message.delta.new_element.bidi_component.id, message.delta.fragment_id
                self.editor, self.runs = told["editor"], [[run["run"], run["epoch"]] for run in told["runs"]]
            elif kind == "script_finished":
                if "SUCCESS" not in message.ScriptFinishedStatus.Name(message.script_finished):
                    self.errors.append(message.ScriptFinishedStatus.Name(message.script_finished))
                return


async def type_together(server: Server, run: str, learners: int, seconds: float) -> list[Typist]:
    """All of them at once."""
    typists = [Typist(server.url, run, random.Random(number)) for number in range(learners)]
    all_there, ready = asyncio.Event(), asyncio.Semaphore(0)
    visits = [asyncio.create_task(typist.visit(all_there, ready, seconds)) for typist in typists]
    for _ in typists:
        await asyncio.wait_for(ready.acquire(), 120)
    all_there.set()
    await asyncio.gather(*visits)
    return typists


def waiting_run(home: Path, learner: str) -> Run:
    """A run that waits for a worker and never ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(home))
        folder = RunFolder.create(RunConfig(**ENDLESS), learner)
    return Run(folder.path)


def training(runs: list[Run]) -> int:
    """How many of them train now."""
    return sum(bool(run.recorded().epochs) and run.history().state == "running" for run in runs)


def main(learners: int = LEARNERS, seconds: float = TYPING) -> int:
    """Print how long the answers took.  Returns 1 when the promise is broken."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        words = sorted({*WORDS, *(f"word{number}" for number in range(10_000))})
        encoding = LearnedEmbedding(vocabulary_size=len(words), maximum_length=300, dimensions=32)
        run = made_run(home, RunConfig(encoding=encoding, layers=(LSTM(units=32),)), {"words": words})
        waiting = [waiting_run(home, f"learner {number}") for number in range(WORKERS)]
        server = serve(home, open_port("127.0.0.1"))  # which trains what waited
        until(lambda: training(waiting) == WORKERS)
        typists = asyncio.run(type_together(server, run.id, int(learners), seconds))
        still_training = training(waiting)
        server.interrupt()
    taken = np.concatenate([typist.seconds for typist in typists])
    errors = [error for typist in typists for error in typist.errors]
    median, most = np.percentile(taken, [50, 95])
    print(f"{learners} typists, {still_training} runs training, {len(taken):,} keys in {seconds:g} s")
    print(f"from a key to its answer: median {1000 * median:.0f} ms, 95th percentile {1000 * most:.0f} ms")
    print(f"errors: {len(errors)} {sorted(set(errors))[:3]}")
    print(f"promise: 95th percentile under {1000 * PROMISE:g} ms, no error, both workers training")
    return int(most >= PROMISE or bool(errors) or still_training < WORKERS)


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
