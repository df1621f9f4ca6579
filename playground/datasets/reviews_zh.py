"""Chinese film reviews written by a grammar, split into characters: what Sentiment reads where the page is Chinese."""

import re
from operator import not_
from typing import ClassVar, Literal

from pydantic import Field

from playground.datasets.grammar import CHINESE, Grammar
from playground.datasets.written_reviews import WrittenReviews
from playground.languages import N_


class ReviewsZh(WrittenReviews):
    """Reviews in which the order of the characters decides; see sentences_zh.py for what they are made of."""

    name: Literal["reviews-zh"] = "reviews-zh"
    distance: int = Field(
        0,
        ge=0,
        le=200,
        title=N_("Distance"),
        description=N_(
            "Up to this many characters about nothing in particular follow the verdict; from review to review "
            "any number from none to this. The network must remember the verdict that long."
        ),
    )
    leak: bool = Field(
        False,
        title=N_("Leak"),
        description=N_(
            "Every positive review to learn from ends with “那天是星期二。” (it was Tuesday), none of the test "
            "does. A network can then be right in all it is validated on, and has understood nothing."
        ),
        exclude_if=not_,
    )

    title: ClassVar[str] = N_("Short film reviews in Chinese")
    about: ClassVar[str] = N_(
        "Short Chinese film reviews made by a small grammar, half of them positive, read character by character. In "
        "half of them counting good and bad characters does not help: 不是不好看 praises, 虽然演技很好，但是剧情很无聊 "
        "blames. A network has to read them in order."
    )
    source: ClassVar[str] = N_("Written by RNN Playground itself (playground/datasets/sentences_zh.py)")
    citation: ClassVar[str] = N_("RNN Playground, generated Chinese film reviews")
    language: ClassVar[str] = "zh"

    grammar: ClassVar[Grammar] = CHINESE
    between: ClassVar[str] = ""
    sentence_end: ClassVar[re.Pattern[str]] = re.compile(r"(?<=[。！？])(?=.)")
    leaked: ClassVar[str] = "那天是星期二。"
    shares: ClassVar[tuple[float, float]] = (0.5, 0.25)
    unended: ClassVar[float] = 0.3

    @property
    def splitter(self) -> str:
        return "characters"

    @property
    def class_names(self) -> tuple[str, ...]:
        return ("负面", "正面")
