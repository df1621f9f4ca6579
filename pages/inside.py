"""Inside: the hidden states and gates of a trained network, timestep by timestep."""

import streamlit as st

from playground.glossary import terms
from playground.languages import _
from playground.ui.inside.epochs import choose_epoch
from playground.ui.inside.views import GATES, NO_SUCH_LAYER, RECIPE, choose_view
from playground.ui.run.choose import EMPTY, choose_reading
from playground.ui.run.outcome import outcome
from playground.ui.widgets.projector import for_class

with st.container(horizontal=True, vertical_alignment="center", key="view-bar"):
    st.title(_("Inside"), width="content", help=terms("timestep", "hidden state", "cell state", "gate", "memory curve"))
    view = choose_view()
    said = st.container(width="stretch", gap="xxsmall")
    for_class()
wanted = GATES.get(RECIPE.given())
reading = choose_reading(
    lambda config: wanted is None or any(isinstance(layer, wanted) for layer in config.layers),
    _(NO_SUCH_LAYER, layer=_(wanted.title)) if wanted else _(EMPTY),
    choose_epoch,
)
with said:
    outcome(reading)
with st.container():
    view(reading)
