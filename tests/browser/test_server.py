"""The server as a process: what it listens on, and what is left of it."""

import os
import signal
import subprocess
import sys

import psutil
import pytest
from playwright.sync_api import expect

from playground.paths import PROJECT
from tests.browser.app import serve, until
from tests.browser.test_learner import ENDLESS, run_of, train


def test_ctrl_c_leaves_no_process_behind(tmp_path, free_port):
    server = serve(tmp_path, free_port())
    until(lambda: len(server.family()) >= 3)  # the workers have started
    family = server.family()
    server.interrupt()
    until(lambda: not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in family))


def test_the_server_answers_this_machine_only(server):
    listening = {
        connection.laddr.ip
        for process in server.family()
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening <= {"127.0.0.1", "::1"}


def test_a_port_in_use_gets_one_plain_sentence(server, tmp_path):
    port = server.url.rsplit(":", 1)[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", port]
    environment = os.environ | {"PLAYGROUND_HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert f"Port {port} is not available" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.browser
def test_a_killed_worker_fails_its_run_and_the_page_stays_alive(server, new_learner):
    page = new_learner()
    run_id = train(page, server, ENDLESS)
    expect(page.get_by_text("examples per second")).to_be_visible()
    started = (run_of(server, run_id).path / "events.jsonl").read_text()
    os.kill(int(started.split('"process": ')[1].split(",")[0]), signal.SIGKILL)
    expect(page.get_by_text("failed", exact=True)).to_be_visible()
    expect(page.get_by_text("it was killed")).to_be_visible()
    train(page, server, ENDLESS | {"epochs": 2})
    expect(page.get_by_text("finished", exact=True)).to_be_visible()


def test_nothing_heavy_is_loaded_in_the_server(server):
    maps = "\n".join(m.path for m in psutil.Process(server.process.pid).memory_maps())
    assert "tensorflow" not in maps
