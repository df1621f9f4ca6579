"""A class at the Sentiment page: thirty learners type at the same time while both workers train.

Each learner is a session of its own that speaks to the server as a browser does: the page over Streamlit's websocket,
and what is typed as the editor sends it: a key every 200 ms (60 words per minute), one text under way, the newest next;
after a sentence a second's rest, in which the page is told.  Measured is from a key to the answer that holds it, of
texts that grow from `words` to 300 words and begin again; before that, one learner alone at word 3, 100 and 300.
Promise: 95 of 100 answers within 50 ms, and no error.

    python -m benchmarks.typists [learners] [seconds] [words]
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
import psutil
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

LEARNERS, TYPING, WORDS_AT_FIRST, PROMISE = 30, 40.0, 240, 0.05
WORKERS = os.cpu_count() or 1
ENDLESS = {"layers": ({"kind": "lstm", "units": 32},), "epochs": 1000}
KEY = 0.2
"""Seconds between two keys."""
SENTENCE, REST = 60, 1.0
"""Keys to the end of a sentence, and seconds until the next."""
TEXT = "the film was not bad at all although a great actor seemed bored and i loved every dull minute of it"
WORDS = TEXT.split()
LONGEST = 300
"""Words of a text, after which the typist begins again."""
ALONE, KEYS_ALONE = (3, 100, LONGEST), 60
"""At which words one types alone, and how many keys at each."""


LOOKS = 4
"""How often the server's memory is looked at while all type."""


@dataclass
class Typist:
    """One learner.  seconds: how long each key waited for its answer; errors: what went wrong.

    start: the text that stands there at first, and again once it has `longest` words.  numbers: of the answers that
    were given last, one per run.
    """

    url: str
    run: str
    random: random.Random
    start: str
    longest: int = LONGEST
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    editor: str = ""
    runs: list[list] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
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
            await self._type(self.start)
            ready.release()
            await all_there.wait()
            await self._types(seconds)

    async def _types(self, seconds: float) -> None:
        """Keys come in their own time; a text goes out when no other is under way, with all keys so far."""
        text, pending, began = self.start, [], time.monotonic() + self.random.random() * KEY
        end, keys, resting = began + seconds, 0, self.random.randrange(SENTENCE)
        while time.monotonic() < end:
            due = began + keys * KEY
            if not pending:
                await asyncio.sleep(max(due - time.monotonic(), 0))
            while (due := began + keys * KEY) <= time.monotonic():
                text = self._typed(text)
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

    async def alone(self) -> tuple[float, int]:
        """One key after the other: seconds until each is answered (median), bytes of an answer."""
        address = f"{self.url.replace('http', 'ws')}/_stcore/stream"
        async with websockets.connect(address, subprotocols=["streamlit"], max_size=None) as self.socket:
            await self._open()
            text, seconds, size = self.start, [], 0
            await self._type(text)
            for _ in range(KEYS_ALONE):
                text = self._typed(text)
                began = time.perf_counter()
                size = await self._type(text)
                seconds.append(time.perf_counter() - began)
        return float(np.median(seconds)), size

    def _typed(self, text: str) -> str:
        """With one key more: the next letter of a word, or a space; from `longest` words on it begins again."""
        if text.count(" ") >= self.longest:
            return self.start
        beginning = text.rsplit(" ", 1)[1]
        fitting = [word for word in WORDS if word.startswith(beginning)]
        word = self.random.choice(fitting) if fitting else beginning
        return text + (word[len(beginning)] if len(word) > len(beginning) else " ")

    async def _type(self, text: str) -> int:
        """What the editor asks with every text it sends; returns the bytes of the answer."""
        asked = json.dumps({"editor": self.editor, "runs": self.runs, "text": text, "has": self.numbers})
        status, answer = await asyncio.to_thread(self._post, asked.encode())
        found = json.loads(answer)
        if status != 200 or found["text"] != text:
            self.errors.append(f"status {status}")
        self.numbers = [run["number"] for run in found["runs"]]
        return len(answer)

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
        message, typed = BackMsg(), {"text": text, "has": self.numbers}
        message.rerun_script.page_script_hash, message.rerun_script.fragment_id = self.page, self.fragment
        message.rerun_script.widget_states.widgets.add(id=self.widget, json_value=json.dumps({"typed": typed}))
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


def text_of(words: int) -> str:
    """A text of so many words, and the space behind the last."""
    return " ".join((WORDS * (words // len(WORDS) + 1))[:words]) + " "


async def type_alone(server: Server, run: str) -> None:
    """One learner, at several lengths of the text."""
    for words in ALONE:
        median, size = await Typist(server.url, run, random.Random(0), text_of(words - 1), words).alone()
        print(f"alone at word {words}: {1000 * median:.1f} ms per key (median), {size:,} bytes per answer", flush=True)


async def type_together(server: Server, run: str, learners: int, seconds: float, start: str) -> list[Typist]:
    """All of them at once; prints how the server's memory grows, and its share of a core."""
    typists = [Typist(server.url, run, random.Random(number), start) for number in range(learners)]
    all_there, ready = asyncio.Event(), asyncio.Semaphore(0)
    visits = [asyncio.create_task(typist.visit(all_there, ready, seconds)) for typist in typists]
    for _ in typists:
        await asyncio.wait_for(ready.acquire(), 120)
    process = psutil.Process(server.process.pid)
    memory, worked = [process.memory_info().rss], sum(process.cpu_times()[:2])
    all_there.set()
    for _ in range(LOOKS):
        await asyncio.sleep(seconds / LOOKS)
        memory.append(process.memory_info().rss)
    await asyncio.gather(*visits)
    worked = sum(process.cpu_times()[:2]) - worked
    held = ", ".join(f"{size / 1e6:.0f}" for size in memory)
    print(f"the server: {worked / seconds:.0%} of a core, memory from the start to the end: {held} MB")
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


def main(learners: float = LEARNERS, seconds: float = TYPING, at_first: float = WORDS_AT_FIRST) -> int:
    """Print how long the answers took.  Returns 1 when the promise is broken."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        words = sorted({*WORDS, *(f"word{number}" for number in range(10_000))})
        encoding = LearnedEmbedding(vocabulary_size=len(words), maximum_length=300, dimensions=32)
        run = made_run(home, RunConfig(encoding=encoding, layers=(LSTM(units=32),)), {"words": words})
        waiting = [waiting_run(home, f"learner {number}") for number in range(WORKERS)]
        server = serve(home, open_port("127.0.0.1"), PLAYGROUND_WORKERS=str(WORKERS))  # which trains what waited
        try:
            until(lambda: training(waiting) == WORKERS)
            asyncio.run(type_alone(server, run.id))
            typists = asyncio.run(type_together(server, run.id, int(learners), seconds, text_of(int(at_first))))
            still_training = training(waiting)
        finally:
            server.interrupt()
    taken = np.concatenate([typist.seconds for typist in typists])
    errors = [error for typist in typists for error in typist.errors]
    median, most = np.percentile(taken, [50, 95])
    trained = f"{still_training} runs training"
    print(f"{learners:g} typists from word {at_first:g} on, {trained}, {len(taken):,} keys in {seconds:g} s")
    print(f"from a key to its answer: median {1000 * median:.0f} ms, 95th percentile {1000 * most:.0f} ms")
    print(f"errors: {len(errors)} {sorted(set(errors))[:3]}")
    print(f"promise: 95th percentile under {1000 * PROMISE:g} ms, no error, both workers training")
    return int(most >= PROMISE or bool(errors) or still_training < WORKERS)


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
