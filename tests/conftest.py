"""What every test gets: an empty home of its own, and no datasets but those shipped."""

import gc
import os
import signal
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner
from xdist.remote import Producer
from xdist.scheduler.loadscope import LoadScopeScheduling

from tests.browser.fixtures import FAILED, as_new, browser, chromium, ending, free_port, new_learner, profile, server

__all__ = ["as_new", "browser", "chromium", "ending", "free_port", "new_learner", "profile", "server"]

settings.register_profile(
    "steady",  # the same examples each time, however busy the machine
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# `--hypothesis-profile thorough`: ten times as many, and others each time
settings.register_profile("thorough", settings.get_profile("steady"), max_examples=300, derandomize=False)
settings.load_profile("steady")

SLOW = (
    *("browser/", "engine/", "exporting/", "training/", "hostile/", "ui/", "cli/test_command", "cli/test_upload.py"),
    *("reference/test_parity", "reference/test_backward.py", "analysis/test_memory_curve.py", "datasets/tables/"),
    *("analysis/test_unit_finder.py", "datasets/test_upload_file.py", "datasets/test_own_series.py", "lessons/"),
    *("notebook/", "reference/test_loop.py", "runs/test_from_keras.py", "server/", "sentences/", "languages/"),
    *("datasets/test_characters.py", "datasets/test_reviews_zh.py", "layers/test_contracts.py", "test_config_files.py"),
    *("reference/test_network.py", "runs/test_watching.py"),
    *("test_damaged_runs.py", "test_memory_bound.py", "test_package.py"),
)
"""Where every test is marked `slow`: it trains, compares with Keras many times, needs a server, draws pages,
reads many files, or takes seconds otherwise."""
SERVED = ("browser/", "hostile/test_served.py")
"""Where tests need a server with its workers: they come first, since they take longest and mostly wait."""
TESTS = Path(__file__).parent


FAST = "not slow"
"""What `-m` says of a run without slow tests, which need not be read."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Whether a file is left aside; None leaves the answer to others."""
    inside = collection_path.is_relative_to(TESTS) and collection_path.relative_to(TESTS).as_posix()
    return True if inside and config.option.markexpr == FAST and f"{inside}/".startswith(SLOW) else None


def pytest_configure() -> None:
    """Let Ctrl-C reach the processes that tests start, where a script in the background has tests ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and begin with what takes longest."""
    places = {item: item.path.relative_to(TESTS).as_posix() for item in items}
    for item, place in places.items():
        if place.startswith(SLOW):
            item.add_marker("slow")
    items.sort(key=lambda item: (not places[item].startswith(SERVED), not places[item].startswith(SLOW)))


def pytest_collection_finish() -> None:
    """Leave what was imported to itself: Keras looks for what is no longer needed after every training."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let fixtures know that a test has failed."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


class Together(LoadScopeScheduling):
    """Shares the tests among processes: those of a module run in one of them, because they share its runs."""

    def _split_scope(self, nodeid: str) -> str:
        place = nodeid.split("::")[0].removeprefix("tests/")
        return nodeid.split("[")[0] if place.startswith("hostile/") else place


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """`xdist_group` has no effect with this pytest."""
    return Together(config, log)


@pytest.fixture(autouse=True)
def own_home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point PLAYGROUND_HOME at an empty folder, and PLAYGROUND_DATA too unless the test is marked `real_data`."""
    home = tmp_path / "playground_home"
    monkeypatch.setenv("PLAYGROUND_HOME", str(home))
    if not request.node.get_closest_marker("real_data"):
        monkeypatch.setenv("PLAYGROUND_DATA", str(home / "data"))
    return home


@pytest.fixture(scope="session", autouse=True)
def _components_are_looked_for_once() -> Iterator[None]:
    """Every `AppTest` looks for components in all installed packages, which takes longer than a page does."""
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="module")
def module_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home for all tests of a module, for those that share runs; they put it in the place of `own_home`."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(home))
        patch.setenv("PLAYGROUND_DATA", str(home / "data"))
        yield home


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One PLAYGROUND_HOME for all tests on real data, in whichever process, so that those are parsed once."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "real_data"
