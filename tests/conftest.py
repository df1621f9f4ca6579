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
