"""What was written in English is read in another language."""

import pytest

from playground.languages import again as module
from playground.languages import catalogues, speaking
from playground.languages.again import again

CATALOGUE = """
msgid "The run ended."
msgstr "运行结束了。"

msgid "The disk {path} is full: {number:,} MB."
msgstr "有 {number:,} MB：磁盘 {path} 满了。"

msgid "The disk {path} is full: {number:,} MB. Delete {path}."
msgstr "请删除 {path}，它有 {number:,} MB。"

msgid "{number:,} epoch went by"
msgid_plural "{number:,} epochs went by"
msgstr[0] "过了 {number:,} 轮"

msgid "{one} and {other}"
msgstr "{one}和{other}"
"""


@pytest.fixture(autouse=True)
def _catalogue(tmp_path, monkeypatch):
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "runs.po").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr("playground.languages.catalogues.HERE", tmp_path)
    module._with_places.cache_clear()
    monkeypatch.setattr("playground.languages.translations", catalogues.translations.__wrapped__)
    yield
    module._with_places.cache_clear()


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The run ended.", "运行结束了。"),
        ("The disk C:\\a\nb is full: 2,000 MB.", "有 2,000 MB：磁盘 C:\\a\nb 满了。"),
        ("The disk /a is full: 1 MB. Delete /a.", "请删除 /a，它有 1 MB。"),
        ("1 epoch went by", "过了 1 轮"),
        ("2,000 epochs went by", "过了 2,000 轮"),
        ("The disk The run ended. is full: 1 MB.", "有 1 MB：磁盘 运行结束了。 满了。"),
        ("three epochs went by", "three epochs went by"),
        ("salt and pepper", "salt and pepper"),
        ("Nobody has translated this.", "Nobody has translated this."),
        ("", ""),
    ],
)
def test_a_sentence_is_known_by_what_stands_between_its_places(english, chinese):
    assert again(english) == english
    with speaking("zh"):
        assert again(english) == chinese
