"""A figure to look at and to take along: its picture as PNG, its numbers as CSV."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st


def show_figure(figure: go.Figure, name: str, alt: str, table: Callable[[], pd.DataFrame]) -> None:
    """Draw `figure` with a button in its corner that saves it as `name`.png, and one below for `name`.csv.

    alt: what a screen reader says.  table: its numbers, a column a quantity; made only when asked for.
    """
    config = {
        # the only way to a name of its own for that button: plotly looks its words up
        "locales": {"en": {"dictionary": {"Download plot as a PNG": f"Save {_words(name)} as PNG"}}},
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


def csv_button(name: str, table: Callable[[], pd.DataFrame]) -> None:
    """A button that downloads a table as `name`.csv, made only when it is pressed; each says what it saves."""
    st.download_button(
        f"Save {_words(name)} as CSV",
        lambda: table().to_csv(index=False),
        f"{name}.csv",
        "text/csv",
        key=f"csv {name}",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        help="The numbers of this figure.",
    )


def _words(name: str) -> str:
    return name.replace("-", " ")
