"""The picture in a notebook, in a real browser, without any network."""

from pathlib import Path

from tests.notebook.test_picture import X, trace


def test_the_picture_is_drawn_and_the_keys_work_without_a_network(browser, tmp_path: Path):
    from keras import layers

    element = trace(layers.LSTM(3), layers.Dense(1, "sigmoid"))._repr_html_()
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{element}", encoding="utf-8")
    context = browser.new_context()
    context.set_offline(True)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "page.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.get_by_text("t = 5 of 5").wait_for()
    frame.locator(".timesteps").focus()
    page.keyboard.press("ArrowLeft")
    frame.get_by_text("t = 4 of 5").wait_for()
    frame.get_by_label("Example").select_option("1")
    frame.get_by_text(f"t = 4 of 5 · #{X[1, 3]}").wait_for()
    assert errors == []
    context.close()
