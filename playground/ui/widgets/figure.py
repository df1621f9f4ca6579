"""A figure to look at and to take along: its picture as PNG, its numbers as CSV."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from playground.languages import N_, _

FIGURES = (
    *(N_("compare gates"), N_("compare says"), N_("curves"), N_("gradient"), N_("gradient epochs"), N_("loop outputs")),
    *(N_("memory curve"), N_("sentiment why"), N_("sweep"), N_("unit finder"), N_("what if distance")),
    N_("what if says"),
)
"""What figures are called, in words."""


def show_figure(figure: go.Figure, name: str, alt: str, table: Callable[[], pd.DataFrame]) -> None:
    """Draw `figure` with a button in its corner that saves it as `name`.png, and one below for `name`.csv.

    alt: what a screen reader says.  table: its numbers, a column a quantity; made only when asked for.
    """
    config = {
        # the only way to a name of its own for that button: plotly looks its words up
        "locales": {"en": {"dictionary": {"Download plot as a PNG": _("Save {name} as PNG", name=_called(name))}}},
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage", "zoom2d", "pan2d", "resetScale2d"]],
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
    }
    st.plotly_chart(figure, key=f"figure {name}", config=config, alt=alt)
    csv_button(name, table)


def is_dark() -> bool:
    """Whether the page is."""
    return st.context.theme.type == "dark"


def csv_button(name: str, table: Callable[[], pd.DataFrame], called: str = "") -> None:
    """A button that downloads a table as `name`.csv, made only when it is pressed; each says what it saves.

    called: what it saves, in words; empty where the name says it.
    """
    st.download_button(
        _("Save {name} as CSV", name=called or _called(name)),
        lambda: table().to_csv(index=False),
        f"{name}.csv",
        "text/csv",
        key=f"csv {name}",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        help=_("The numbers of this figure."),
    )


def _called(name: str) -> str:
    return _(name.replace("-", " "))
