"""What every test gets: an empty home of its own, and no datasets but those shipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady",  # the same examples each time, however busy the machine
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("steady")

SLOW = (
    *("browser/", "engine/", "training/", "hostile/", "test_commands.py", "reference/test_parity"),
    *("reference/test_backward.py", "ui/test_pages.py", "ui/test_encode_page.py", "ui/test_what_if.py"),
)
"""Where every test is marked `slow`: it trains, compares with Keras many times, or needs a server."""
SERVED = {"server", "attacked"}
"""Fixtures that start a server with its workers: their tests stay in one process, so that there is one at a time."""
TESTS = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, keep together what shares servers and runs, and begin with what takes longest."""
    for item in items:
        place = item.path.relative_to(TESTS).as_posix()
        if place.startswith(SLOW):
            item.add_marker("slow")
        item.add_marker(pytest.mark.xdist_group(group_of(item, place)))
    items.sort(key=lambda item: not item.get_closest_marker("slow"))
    items.sort(key=lambda item: item.get_closest_marker("xdist_group").args[0] != "served")


def group_of(item: pytest.Item, place: str) -> str:
    """Tests of a group run one after the other in one process: of a module as a rule, because they share its runs."""
    if place.startswith("browser/") or SERVED & set(item.fixturenames):
        return "served"
    return f"{place} {item.originalname}" if place.startswith("hostile/") else place


@pytest.fixture(autouse=True)
def own_home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point PLAYGROUND_HOME at an empty folder, and PLAYGROUND_DATA too unless the test is marked `real_data`."""
    home = tmp_path / "playground_home"
    monkeypatch.setenv("PLAYGROUND_HOME", str(home))
    if not request.node.get_closest_marker("real_data"):
        monkeypatch.setenv("PLAYGROUND_DATA", str(home / "data"))
    return home


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
    """One PLAYGROUND_HOME for all tests on real data, so that those are parsed once."""
    return tmp_path_factory.mktemp("home")
