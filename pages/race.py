"""Race: networks that learn at once from the same batches, beside each other."""

import streamlit as st

from playground.ui.race.bar import bar
from playground.ui.race.screen import screen
from playground.ui.race.track import track
from playground.ui.widgets.plain import plain

shown = track()
lanes = shown.follow()
bar(shown)
if complaint := shown.said():
    st.error(plain(complaint))
screen(shown, lanes)
shown.into_link(lanes)
