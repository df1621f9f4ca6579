"""`playground.open` starts the app on a run."""

from urllib.request import urlopen

import pytest

import playground
from playground.errors import ConfigError, RunError
from playground.notebook import opening
from playground.runs import starter


def test_the_app_answers_at_the_address_that_is_opened(monkeypatch, own_home):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    address = playground.open("starter")
    try:
        assert opened == [address]
        assert address.endswith(f"/inside?run={starter().id}")
        with urlopen(address, timeout=30) as page:
            assert page.status == 200
        assert playground.open(starter(), browser=False) == address  # the same server
    finally:
        server, _ = opening._served.pop(str(own_home))
        server.terminate()
        server.wait(30)


def test_what_cannot_be_opened_is_refused_in_one_sentence():
    with pytest.raises(RunError, match="There is no run 'nothing' here"):
        playground.open("nothing")
    with pytest.raises(ConfigError, match="A model needs a few examples to look at"):
        playground.open(object())
