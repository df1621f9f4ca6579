"""Which language is spoken, and that nobody is given another one."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message

from playground.caching import briefly, forget, is_kept, remembered
from playground.languages import _, catalogues, language, n_, p_, speaking
from playground.languages.filling import filled
from playground.prediction.cache import last_epoch, network_of, trace
from playground.runs import recording
from playground.server.spoken import COOKIE, Spoken, spoken

TEXTS = {"Hello {name}.": "你好，{name}。", "{number} word": "{number} 个词", "Run": "运行"}


class Translated:
    def gettext(self, text):
        return TEXTS.get(text, text)

    def ngettext(self, one, several, number):
        return TEXTS.get(one, one if number == 1 else several)

    def pgettext(self, context, text):
        return f"{context}: {text}"


@pytest.fixture(autouse=True)
def _translated(monkeypatch):
    monkeypatch.setattr("playground.languages.translations", lambda code: Translated())
    forget()


def test_texts_are_english_until_somebody_speaks_another_language():
    assert _("Hello {name}.", name="Ann") == "Hello Ann."
    with speaking("zh"):
        assert _("Hello {name}.", name="Ann") == "你好，Ann。"
        assert _("Not translated") == "Not translated"
        assert n_("{number} word", "{number} words", 1) == n_("{number} word", "{number} words", 1)
        assert p_("verb", "Run") == "verb: Run"
    assert n_("{number} word", "{number} words", 1) == "1 word"
    assert n_("{number:,} word", "{number:,} words", 2000) == "2,000 words"
    assert p_("verb", "Run") == "Run"


def test_in_chinese_blanks_stand_beside_latin_letters_and_numbers_alone():
    for text, place, said in (
        ("预测为{name}，", "正面", "预测为正面，"),
        ("预测为{name}，", "positive", "预测为 positive，"),
        ("预测为 {name} 的概率", "正面", "预测为正面的概率"),
        ("预测为 {name} 的概率", "positive", "预测为 positive 的概率"),
        ("第{name}轮", 3, "第 3 轮"),
        ("从 {name} 到", "*film*（t = 3）", "从 *film*（t = 3）到"),
        ("“{name}”", "ab 正 c", "“ab 正 c”"),
        ("在“{name}”处", " ", "在“ ”处"),
        ("在“{name}”处", " 看", "在“ 看”处"),
        ("{name} 正面", "", " 正面"),
    ):
        assert filled(text, {"name": place}, "zh") == said
    assert filled("第{n:,}轮 {n!r}", {"n": 2000}, "zh") == "第 2,000 轮 2000"
    assert filled("{name}轮", {"name": "a"}, "en") == "a轮"


def test_without_places_braces_are_braces():
    assert _("a set {1}") == "a set {1}"


@pytest.mark.parametrize("keep", [remembered, briefly])
@pytest.mark.parametrize("first", ["en", "zh"])
def test_what_is_remembered_of_a_text_is_remembered_for_each_language(keep, first):
    made = []

    @keep
    def inner(name):
        made.append(language())
        return _("Hello {name}.", name=name)

    @keep
    def outer(name):
        return [inner(name)]

    other = "en" if first == "zh" else "zh"
    for code in (first, other, first, other, first):
        with speaking(code):
            assert outer("Ann") == ["Hello Ann." if code == "en" else "你好，Ann。"]
    assert len(made) <= 3, "the first may be made twice, since only then it is known to be a text"


@pytest.mark.parametrize("keep", [remembered, briefly])
def test_whoever_asks_first_nobody_is_given_another_language(keep):
    """As long as nobody knows that an answer holds texts, several may be made at once."""
    began, goes_on = Event(), Event()

    @keep
    def said(number: int, waits: bool) -> str:
        if waits:
            began.set()
            goes_on.wait(10)
        return _("Run")

    def asked(code: str, number: int, waits: bool) -> str:
        with speaking(code):
            return said(number, waits)

    with ThreadPoolExecutor() as threads:
        chinese = threads.submit(asked, "zh", 1, True)
        began.wait(10)
        assert asked("en", 2, False) == "Run"  # now it is known
        same = threads.submit(asked, "en", 1, True)
        goes_on.set()
        assert (chinese.result(), same.result()) == ("运行", "Run")
    assert [asked(code, 1, True) for code in ("en", "zh", "en")] == ["Run", "运行", "Run"]


def test_who_waits_for_an_answer_in_another_language_is_given_ones_own():
    began, goes_on = Event(), Event()

    @remembered
    def said() -> str:
        began.set()
        goes_on.wait(10)
        return _("Run")

    def asked(code: str) -> str:
        with speaking(code):
            return said()

    with ThreadPoolExecutor() as threads:
        english = threads.submit(asked, "en")
        began.wait(10)
        chinese = threads.submit(asked, "zh")  # either waits, or asks when it is known
        goes_on.set()
        assert (english.result(), chinese.result()) == ("Run", "运行")


def test_what_reads_weights_and_may_say_what_is_wrong_with_them_is_in_no_language():
    run, epoch = recording(), last_epoch(recording())
    with speaking("zh"):
        trace(run.id, epoch, "A film.")
    with speaking("en"):
        assert is_kept(network_of, run.id, epoch)
        assert is_kept(trace, run.id, epoch, "A film.") or not is_kept(trace, run.id, epoch, "Another film.")
        assert network_of(run.id, epoch) is network_of(run.id, epoch)


def test_what_holds_no_text_is_remembered_once_for_all_languages():
    made = []

    @remembered
    def number(value):
        made.append(value)
        return value + 1

    for code in ("zh", "en"):
        with speaking(code):
            assert number(1) == 2
            assert is_kept(number, 1)
    assert made == [1]


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "code"),
    [
        ("zh", "en", "en", "zh"),
        ("en", "zh", "zh-CN", "en"),
        ("", "zh", "en-GB,en;q=0.9", "zh"),
        ("", "", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "", "zh-Hant-TW", "zh"),
        ("", "", "de-DE,de;q=0.9,en;q=0.5", "en"),
        ("", "", "de", "en"),
        ("", "", "*", "en"),
        ("", "", "", "en"),
        ("tlh", "x", ",;q=,, zh", "zh"),
    ],
)
def test_a_link_counts_before_what_was_chosen_and_that_before_the_browser(asked, kept, accepted, code):
    assert spoken(asked, {COOKIE: kept}, Headers({"accept-language": accepted})) == code


def answer(path: str, **headers: str) -> tuple[str, str]:
    """What the app says, and which cookie it has the browser keep."""
    app = Starlette(
        routes=[Route("/", lambda request: PlainTextResponse(_("Hello {name}.", name="Ann")))],
        middleware=[Middleware(Spoken, base="/rnn")],
    )
    sent: list[Message] = []
    url, query = path.split("?") if "?" in path else (path, "")
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": url, "query_string": query.encode(), "headers": named}

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # the tests in a browser may have left a loop running in this one
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return sent[1]["body"].decode(), Headers(scope=sent[0]).get("set-cookie", "")


def test_a_request_is_answered_in_its_language_and_what_a_link_asks_for_is_kept():
    said, cookie = answer("/?lang=zh")
    assert said == "你好，Ann。"
    assert cookie.startswith(f"{COOKIE}=zh;")
    assert "Path=/rnn" in cookie
    assert answer("/", accept_language="zh") == ("你好，Ann。", "")
    assert answer("/", cookie=f"{COOKIE}=zh") == ("你好，Ann。", "")
    assert answer("/?lang=xx") == ("Hello Ann.", "")


def test_the_catalogues_that_ship_are_read():
    assert catalogues.translations("zh").gettext("Glossary") == "术语表"
