"""The ASGI app: starts the engine with the server and stops it with the server.  Run: `streamlit run app.py`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware

from playground.engine import engine
from playground.paths import PACKAGE
from playground.server import live_memory, live_network, live_race, live_sentiment
from playground.server.at_once import AtOnce
from playground.server.identity import LearnerCookie
from playground.server.page_end import PageEnd
from playground.server.spoken import Spoken
from playground.threads import one_blas_thread
from playground.ui.every_page import page_end
from playground.ui.learner import base_path


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """The workers live as long as the server; pages answer while TensorFlow still starts in them."""
    one_blas_thread()
    engine().start()
    yield
    await anyio.to_thread.run_sync(engine().close)


app = st.App(
    str(PACKAGE / "ui" / "main.py"),
    lifespan=lifespan,
    routes=[live.route(base_path()) for live in (live_sentiment, live_network, live_memory, live_race)],
    middleware=[
        Middleware(AtOnce),
        Middleware(LearnerCookie, base=base_path()),
        Middleware(Spoken, base=base_path()),
        Middleware(PageEnd, html=page_end),
    ],
)
