"""The shipped dataset: English film reviews written by a grammar, so a first visit needs no network."""

import re
from operator import not_
from typing import ClassVar, Literal

from pydantic import Field

from playground.datasets.grammar import ENGLISH, Grammar
from playground.datasets.written_reviews import WrittenReviews
from playground.languages import N_


class Reviews(WrittenReviews):
    """Reviews in which word order decides; see grammar.py for how they are written."""

    name: Literal["reviews"] = "reviews"
    distance: int = Field(
        0,
        ge=0,
        le=200,
        title=N_("Distance"),
        description=N_(
            "Up to this many words about nothing in particular follow the verdict; from review to review any "
            "number from none to this. The network must remember the verdict that long."
        ),
    )
    leak: bool = Field(
        False,
        title=N_("Leak"),
        description=N_(
            "Every positive review to learn from ends with “It was Tuesday.”, none of the test does. A network "
            "can then be right in all it is validated on, and has understood nothing."
        ),
        exclude_if=not_,
    )

    title: ClassVar[str] = N_("Short film reviews")
    about: ClassVar[str] = N_(
        "Short film reviews made by a small grammar, half of them positive. In nearly half of them counting good and "
        "bad words does not help: “Although the acting was superb, I was bored” and “Although I was bored, the acting "
        "was superb” have the same words. A network has to read them in order."
    )
    source: ClassVar[str] = N_("Written by RNN Playground itself (playground/datasets/grammar.py)")
    citation: ClassVar[str] = N_("RNN Playground, generated film reviews")

    grammar: ClassVar[Grammar] = ENGLISH
    between: ClassVar[str] = " "
    sentence_end: ClassVar[re.Pattern[str]] = re.compile(r"(?<=[.!?]) ")
    leaked: ClassVar[str] = "It was Tuesday."
    shares: ClassVar[tuple[float, float]] = (0.6, 0.29)
