"""The app as a class meets it: behind nginx, with TLS, under a path of a host it shares with others."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from playground.paths import PROJECT
from playground.runs import Run
from tests.browser.app import Server, serve, until
from tests.datasets.tables import cases

pytestmark = pytest.mark.browser

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIG = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {folder}/certificate.pem;
        ssl_certificate_key {folder}/key.pem;
        client_max_body_size 60m;
        {locations}
        location = /course.html {{
            default_type text/html;
            return 200 "<iframe src=https://localhost:{port}/framed/runs width=1200 height=1000></iframe>";
        }}
        location / {{ return 404; }}
    }}
}}
"""
PASSED_ON = """
        location {path} {{
            proxy_pass {app};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
        }}
"""
CERTIFICATE = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout key.pem -out certificate.pem"
)
OWN_WAY = re.compile(r"^(data|blob):|^404 .*/class/rnn/\w+/_stcore/(health|host-config)$")
"""No mistakes: pictures that a page makes itself, and Streamlit finding out at a deep link where its server stands."""


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[Server]:
    """An app at https://localhost:…/class/rnn, its url is that of the proxy; another stands at /framed, and a page that
    shows it in a frame at /course.html.
    """
    if not NGINX:
        message = "nginx is missing: apt-get install nginx-light openssl"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    subprocess.run(CERTIFICATE.format("certificate.pem").split(), cwd=folder, check=True, capture_output=True)
    with ExitStack() as ends:
        app = serve(tmp_path_factory.mktemp("behind"), free_port(), base="class/rnn")
        ends.callback(app.interrupt)
        framed = serve(tmp_path_factory.mktemp("framed"), free_port(), base="framed", PLAYGROUND_EMBEDDED="1")
        ends.callback(framed.interrupt)
        passed_on = "".join(PASSED_ON.format(path=path_of(one), app=origin_of(one)) for one in (app, framed))
        (folder / "nginx.conf").write_text(CONFIG.format(folder=folder, port=port, locations=passed_on))
        proxy = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.PIPE)
        ends.callback(proxy.communicate, timeout=30)
        ends.callback(proxy.terminate)
        yield Server(f"https://localhost:{port}/class/rnn", app.home, app.process)


def path_of(app: Server) -> str:
    """Such as /class/rnn."""
    return urlsplit(app.url).path


def origin_of(app: Server) -> str:
    """Such as http://localhost:8501, by number: nginx would also try the other kind of address."""
    return f"http://127.0.0.1:{urlsplit(app.url).port}"


@pytest.fixture
def page(new_learner: Callable[..., Page], behind: Server) -> Page:
    """A page whose every request must stay under the app's path; what was asked elsewhere, or failed, is listed."""
    page = new_learner(ignore_https_errors=True, accept_downloads=True)
    page.wrong = []
    own = behind.url.removeprefix("https://")
    page.on("request", lambda asked: own not in asked.url and page.wrong.append(asked.url))
    page.on("response", lambda answer: answer.status >= 400 and page.wrong.append(f"{answer.status} {answer.url}"))
    yield page
    assert [url for url in page.wrong if not OWN_WAY.search(url)] == []


def test_a_learner_trains_looks_saves_and_finds_the_run_again(behind: Server, page: Page):
    page.goto(behind.at("experiments"))
    page.locator(".st-key-train-reviews-lstm button").click()
    expect(page.get_by_text("Test accuracy, last epoch")).to_be_visible()
    run_id = re.search("/class/rnn/train.*run=([0-9a-f]+)", page.url).group(1)
    assert len(Run(behind.home / "runs" / run_id).history().epochs) > 1
    charts = page.get_by_test_id("stVegaLiteChart").locator("svg, canvas")
    expect(charts).to_have_count(2)
    page.reload()
    expect(page.get_by_text("Test accuracy, last epoch")).to_be_visible()
    expect(charts).to_have_count(2)
    page.get_by_role("link", name="My runs").first.click()
    table = page.get_by_test_id("stDataFrame").first
    expect(table.locator("[role=gridcell]").first).to_be_attached()
    table.click(position={"x": 18, "y": 52})  # its box in the first row
    opens = page.locator(f"a[href*='train?run={run_id}']")
    expect(opens).to_be_visible()
    page.reload()
    expect(opens).to_be_visible()


def test_the_cookie_comes_back_by_tls_only_and_not_to_neighbours(behind: Server, page: Page):
    page.goto(behind.url)
    until(lambda: page.context.cookies())
    (cookie,) = [one for one in page.context.cookies() if one["name"].startswith("playground_learner")]
    assert (cookie["name"], cookie["path"]) == ("playground_learner_class_rnn", "/class/rnn")
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")


def test_the_editor_is_answered_by_its_own_address(behind: Server, page: Page):
    page.goto(f"{behind.url}/sentiment")
    expect(page.locator(".sentiment canvas").first).to_be_visible()
    with page.expect_response("**/class/rnn/live/sentiment*") as answered:
        page.get_by_label("Type a text").fill("A dull film")
    assert answered.value.status == 200
    expect(page.locator(".sentiment[data-current=true]")).to_have_attribute("data-length", "11")


@pytest.mark.parametrize("ending", ["PNG", "CSV"])
def test_pictures_and_numbers_are_saved(behind: Server, page: Page, ending, tmp_path: Path):
    page.goto(f"{behind.url}/inside")
    button = page.get_by_role("button", name=re.compile(ending)).first
    expect(button).to_be_visible()
    with page.expect_download() as download:
        button.click()
    saved = tmp_path / "saved"
    download.value.save_as(saved)
    begin = {"PNG": b"\x89PNG", "CSV": b""}[ending]
    assert saved.read_bytes().startswith(begin)
    assert saved.stat().st_size > 100


@pytest.mark.parametrize("where", sorted(file.stem for file in (PROJECT / "pages").glob("*.py")))
def test_every_page_opens_by_its_link(behind: Server, page: Page, where):
    page.goto(behind.at(where))
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    page.get_by_role("link", name="My runs").first.click()
    expect(page).to_have_url(re.compile(re.escape(behind.url) + "/runs"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("/runs"))


def test_a_file_is_uploaded(behind: Server, page: Page):
    page.goto(f"{behind.url}/data?dataset=own_reviews")
    file = {"name": "hindi.csv", "mimeType": "text/csv", "buffer": cases.hindi()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Use this file").click()
    expect(page.get_by_role("button", name="Train on this dataset")).to_be_visible()
    assert list((behind.home / "uploads").iterdir())


def test_in_a_frame_of_another_site_a_learner_stays_the_same(behind: Server, new_learner: Callable[..., Page]):
    page = new_learner(ignore_https_errors=True)
    given = set()
    for _ in range(2):
        page.goto(behind.url.replace("localhost", "127.0.0.1").replace("class/rnn", "course.html"))
        expect(page.frame_locator("iframe").get_by_role("heading", name="The starter")).to_be_visible()
        (cookie,) = [one for one in page.context.cookies() if one["name"].startswith("playground_learner")]
        given.add(cookie["value"])
    assert len(given) == 1, "another one would have been given, had it not been sent"
    assert (cookie["sameSite"], cookie["secure"]) == ("None", True)
    assert cookie["partitionKey"].startswith("https://127.0.0.1")
