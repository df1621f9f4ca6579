"""What one waits for is said while it is computed, and only then."""

from contextlib import contextmanager

import streamlit as st

from playground.caching import remembered
from playground.ui.widgets.waiting import told


def test_it_is_said_only_while_the_answer_is_not_kept(monkeypatch):
    said = []

    @contextmanager
    def spinner(text):
        said.append(text)
        yield

    @told("Reading …")
    @remembered
    def read(number):
        return [number]

    monkeypatch.setattr(st, "spinner", spinner)
    assert read(1) is read(1)
    assert read(2) == [2]
    assert said == ["Reading …", "Reading …"]


def test_beside_the_pages_nothing_is_said():
    @told("Reading …")
    @remembered
    def read():
        return "read"

    assert read() == "read"
