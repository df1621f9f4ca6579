"""The limits of a server and their environment variables."""

import pytest

from playground.choices import as_given
from playground.errors import ConfigError
from playground.limits import Limits, limits

NAMES = list(Limits.model_fields)


@pytest.fixture(autouse=True)
def _no_limits_set(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(f"PLAYGROUND_{name.upper()}", raising=False)


def test_without_environment_the_defaults_are_in_force():
    assert limits() == Limits()


@pytest.mark.parametrize("name", NAMES)
def test_each_limit_is_changed_by_its_own_variable_only(name, monkeypatch):
    monkeypatch.setenv(f"PLAYGROUND_{name.upper()}", "7")
    assert {n: getattr(limits(), n) for n in NAMES} == {n: getattr(Limits(), n) for n in NAMES} | {name: 7}


def test_an_empty_variable_leaves_the_default(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_QUEUE", "")
    assert limits().queue == Limits().queue


@pytest.mark.parametrize("given", ["0", "-1", "ten", "1.5", "1e9", " ", "²", "1_000", "NaN", "9" * 13, "9" * 5000])
def test_nonsense_in_a_variable_is_refused_with_its_name_and_value(given, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_QUEUE", given)
    with pytest.raises(ConfigError) as raised:
        limits()
    assert str(raised.value) == (
        f"PLAYGROUND_QUEUE is {as_given(given)}; expected a whole number from 1 to 1,000,000,000,000."
    )


def test_a_change_of_the_environment_is_seen_at_once(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_WORK", "5")
    assert limits().work == 5
    monkeypatch.setenv("PLAYGROUND_WORK", "6")
    assert limits().work == 6


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_is_explained(name):
    assert f"    {name}: " in Limits.__doc__
