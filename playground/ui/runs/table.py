"""The table of one's runs: searched, filtered, sorted, and chosen from; drawn anew while one of them is active."""

import hashlib
from collections.abc import Sequence
from typing import Any

import streamlit as st

from playground.languages import _
from playground.recipes.variations import title_of
from playground.runs import Run
from playground.ui.runs.address import ANEW, KEPT, MOST_CHOSEN
from playground.ui.runs.rows import Row, rows_of, table

SECONDS = 1.0
"""Between two looks while a run is active."""
LONGEST = 60
"""Characters that can be searched for."""
ROW, MOST_ROWS = 35, 12
"""Pixels of a row; rows that are seen at once."""
STATES = ("queued", "running", "paused", "finished", "stopped", "failed", "imported")


def choose_from(runs: Sequence[Run], chosen: Sequence[Run]) -> None:
    """Draw the table.  What the learner chooses in it is kept in the session, and the page drawn anew."""
    wanted = _wanted(runs)
    active = any(run.history().active for run in runs)
    st.fragment(_draw, run_every=SECONDS if active else None)(tuple(runs), tuple(chosen), wanted, active)


def _wanted(runs: Sequence[Run]) -> tuple[str, str | None, str | None, bool]:
    """A row of a search field and filters: words, dataset, state, whether starred."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="runs-wanted"):
        kept: dict[str, Any] = {"label_visibility": "collapsed", "persist_state": "session"}
        find = st.text_input(
            _("Search"),
            key="runs found",
            max_chars=LONGEST,
            live="300ms",
            placeholder=_("Search"),
            icon=":material/search:",
            width=260,
            **kept,
        )
        datasets = list(dict.fromkeys(title_of(run.config.dataset) for run in runs))
        if st.session_state.get("runs dataset") not in (None, *datasets):  # its last run was deleted
            st.session_state["runs dataset"] = None
        kept |= {"format_func": _}
        dataset = st.selectbox(
            _("Dataset"), datasets, None, key="runs dataset", placeholder=_("Any dataset"), width=220, **kept
        )
        state = st.selectbox(_("State"), STATES, None, key="runs state", placeholder=_("Any state"), width=150, **kept)
        star = st.toggle(_("★ Starred"), key="runs starred", persist_state="session")
    return find or "", dataset, state, star


def _fits(row: Row, wanted: tuple[str, str | None, str | None, bool]) -> bool:
    find, dataset, state, star = wanted
    return (
        dataset in (None, title_of(row.run.config.dataset))
        and state in (None, row.history.shown_state)
        and (row.remarks.star or not star)
        and row.fits(find)
    )


def _draw(
    runs: tuple[Run, ...],
    chosen: tuple[Run, ...],
    wanted: tuple[str, str | None, str | None, bool],
    was_active: bool,
) -> None:
    every = rows_of([run for run in runs if run.path.is_dir()])
    if was_active and not any(row.history.active for row in every):
        st.rerun()
    rows = [row for row in every if _fits(row, wanted)]
    if not rows:
        st.info(_("None of your runs fits. Search for something else, or take a filter away."))
        return
    ids = [row.run.id for row in rows]
    before = [run.id for run in chosen]
    picked = [ids[place] for place in _table(rows, sorted(ids.index(one) for one in before if one in ids))]
    # those that the filters hide stay chosen
    now = [one for one in before if one in picked or one not in ids] + [one for one in picked if one not in before]
    if now[:MOST_CHOSEN] != before:
        st.session_state[KEPT] = tuple(now[:MOST_CHOSEN])
        st.rerun()


def _table(rows: Sequence[Row], first: list[int]) -> list[int]:
    """Draw it, and return the places of the rows that are selected.  first: those that are at first.

    Which rows there are is in its key: a place always means the same run.
    """
    said = (st.session_state.get(ANEW, 0), *(row.run.id for row in rows))
    key = f"runs {hashlib.sha256(repr(said).encode()).hexdigest()[:16]}"
    if key not in st.session_state:
        st.session_state["runs selected first"] = first
    shown = st.dataframe(
        table(rows),
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": st.session_state["runs selected first"]}},
        hide_index=True,
        height=ROW * (min(len(rows), MOST_ROWS) + 1) + 3,
        column_config=_columns(),
        alt=_("your runs"),
        placeholder="–",
    )
    return list(shown.selection.rows)


def _columns() -> dict[str, Any]:
    column = st.column_config
    share: dict[str, Any] = {"format": "%.1f %%", "width": 80}
    error: dict[str, Any] = {"format": "%.3g", "width": 110}
    error["help"] = _("Mean absolute error, in the unit of the dataset.")
    when: dict[str, Any] = {"format": _("D MMM, HH:mm"), "width": 110, "timezone": st.context.timezone}
    about_id = _("The beginning of the run's id, as the command line takes it.")
    return {
        "★": column.TextColumn(width=35),
        "Name": column.TextColumn(_("Name"), width=190),
        "State": column.TextColumn(_("State"), width=80),
        "Dataset": column.TextColumn(_("Dataset"), width=200),
        "Network": column.TextColumn(_("Network"), width=100),
        "Parameters": column.NumberColumn(_("Parameters"), format="localized", width=90),
        "Validation": column.NumberColumn(_("Validation"), help=_("Right answers after the last epoch."), **share),
        "Test": column.NumberColumn(_("Test"), help=_("Right answers on the test."), **share),
        "Validation error": column.NumberColumn(_("Validation error"), **error),
        "Test error": column.NumberColumn(_("Test error"), **error),
        "Epochs": column.NumberColumn(_("Epochs"), width=65, help=_("Finished epochs.")),
        "s per epoch": column.NumberColumn(
            _("s per epoch"), format="%.2f", width=85, help=_("Seconds per epoch, on average.")
        ),
        "When": column.DatetimeColumn(_("When"), **when),
        "Note": column.TextColumn(_("Note"), width=200),
        "Id": column.TextColumn(_("Id"), width=70, help=about_id),
    }
