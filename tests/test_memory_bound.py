"""What a server remembers is bounded in bytes: nothing is kept in any other way, and the process stays small."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from playground.paths import PROJECT

KEPT_OTHERWISE = {
    ("playground/caching.py", "_kept"): "the one cache itself",
    ("playground/caching.py", "_kept_briefly"): "the small one for what is soon overtaken",
    ("playground/caching.py", "_signature"): "one signature for each function of the program",
    ("playground/caching.py", "through_the_cache"): "one wrapper for each function of the program",
    (
        "playground/datasets/written_reviews.py",
        "_neutral_sentences",
    ): "always the same 1,000 sentences a language, asked for in a loop",
    ("playground/engine/__init__.py", "engine"): "the one engine",
    ("playground/languages/again.py", "_with_places"): "the texts with places of each language",
    ("playground/languages/catalogues.py", "translations"): "one catalogue for each language",
    ("playground/languages/catalogues.py", "for_browser"): "one for each language",
    ("playground/ui/every_page.py", "_page_end"): "one for each language",
    (
        "playground/datasets/tokenizers.py",
        "_jieba",
    ): "one dictionary of Chinese, 50 MB, in a process that splits Chinese into words",
}
"""(file, function) → why it is bounded all the same."""
KEEPERS = {"cache", "lru_cache", "cache_data", "cache_resource"}

FILL = """
import sys
from pathlib import Path
import psutil
from playground.caching import kept_bytes
from playground.config import RunConfig
from playground.encodings import ENCODINGS
from playground.layers import LSTM
from playground.prediction.cache import trace
from tests.browser.made import made_run

words = [f"word{i}" for i in range(100)]
encoding = ENCODINGS["learned_embedding"](vocabulary_size=100, maximum_length=1500, dimensions=64)
run = made_run(Path(sys.argv[1]), RunConfig(encoding=encoding, layers=(LSTM(units=256),)), {"words": words}, 1)
process = psutil.Process()
texts = [" ".join(words[(i * j) % 100] for j in range(1500)) for i in range(1, 17)]
trace(run.id, 1, texts[0])
before, most, one = process.memory_info().rss - kept_bytes(), 0, kept_bytes()
for text in texts:
    trace(run.id, 1, text)
    most = max(most, process.memory_info().rss - before)
    assert kept_bytes() <= 50_000_000
print(one, kept_bytes(), most)
"""


def keepers(path: Path) -> list[tuple[str, str]]:
    """(file, function) of whatever keeps results in one of the usual, unbounded ways."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for decorator in getattr(node, "decorator_list", ()):
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if getattr(called, "attr", getattr(called, "id", "")) in KEEPERS:
                found.append((path.relative_to(PROJECT).as_posix(), node.name))
    return found


def test_results_are_kept_only_in_the_cache_that_is_bounded_in_bytes():
    files = [*PROJECT.glob("playground/**/*.py"), *PROJECT.glob("pages/*.py"), PROJECT / "app.py"]
    assert {found for path in files for found in keepers(path)} == set(KEPT_OTHERWISE)


@pytest.mark.parametrize("way", ["@lru_cache(maxsize=2)", "@st.cache_data", "@cache", "@functools.lru_cache"])
def test_another_way_of_keeping_would_be_found(way, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "PROJECT", tmp_path)
    (tmp_path / "one.py").write_text(f"{way}\ndef kept():\n    return 1\n")
    assert keepers(tmp_path / "one.py") == [("one.py", "kept")]


def test_a_process_full_of_traces_of_a_large_network_stays_within_the_bound(own_home, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_CACHE_MB", "50")
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(own_home)], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    one, kept, most = map(int, done.stdout.split())
    assert 7_500_000 < one < 15_000_000  # sixteen of them would take three times what is allowed
    assert kept > 30_000_000
    assert most < 50_000_000 + 3 * one  # the one that is being made, with what making it takes
