"""Why runs ended is kept in English; a page that speaks another language says it in that."""

import pytest

from playground.engine import crew, fetches, runner, worker
from playground.engine.making_room import made_room
from playground.languages import speaking
from playground.languages.again import again
from playground.limits import limits
from playground.runs.run import DIED

KEPT = {
    DIED: "训练这次运行的进程",
    worker.killed(): f"{limits().worker_memory_mb:,} MB",
    worker.LOST.format(error="OSError('a')"): "（OSError('a')）",
    runner.STOPPED: "开始之前",
    made_room(5): "暂停了 5 分钟",
    made_room(1): "暂停了 1 分钟",
    crew.NO_WORKER.format(error="TimeoutError", seconds=5): "每 5 秒重试一次",
    fetches.ENDED.format(title="Weather in Jena"): "PLAYGROUND_HOME",
    "The loss is no longer a number after step 3 of epoch 2: the weights have grown without bound. Choose a learning "
    "rate below 0.1, or clip the gradient.": "第 2 轮第 3 步之后",
}


@pytest.mark.parametrize("english", KEPT)
def test_a_reason_that_was_kept_is_read_in_chinese(english):
    assert again(english) == english
    with speaking("zh"):
        assert KEPT[english] in again(english)
        assert "again" not in again(english)
