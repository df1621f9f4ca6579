"""Playground: one screen on which a network learns before one's eyes."""

import streamlit as st

from playground.ui.fork.dialog import go_on
from playground.ui.playground.bar import bar
from playground.ui.playground.screen import screen
from playground.ui.playground.stage import stage
from playground.ui.widgets.plain import plain

shown = stage()
run = shown.follow()
bar(shown)
if complaint := shown.said():
    st.error(plain(complaint))
screen(shown, run)
if run and shown.rewinds:
    shown.rewinds = False
    go_on(run)
shown.into_link(run)
