"""What the Encode page starts from: texts, an encoding and what it learns its vocabulary from, by name."""

from typing import TYPE_CHECKING, Annotated, ClassVar, Self, Union

from pydantic import Field

from playground.choices import Choices, as_given, read_from_link, written_for_link
from playground.encodings import ENCODINGS, BagOfWords, Glove, HashingTrick, LearnedEmbedding
from playground.encodings import OneHotCharacters as Characters
from playground.encodings import OneHotWords as Words
from playground.encodings.text import TextEncoding
from playground.errors import ConfigError, LinkError, TextError
from playground.languages import ENGLISH, N_, _, language

TEXT_ENCODINGS: dict[str, type[TextEncoding]] = {
    kind: encoding for kind, encoding in ENCODINGS.items() if issubclass(encoding, TextEncoding)
}
if TYPE_CHECKING:
    AnyTextEncoding = TextEncoding
else:
    AnyTextEncoding = Annotated[Union[tuple(TEXT_ENCODINGS.values())], Field(discriminator="kind")]  # noqa: UP007
SAMPLES = "The cat sat on the mat.\nThe dog ate my homework."
TEXTS, RUN = "texts", "run"
MOST_TEXTS = 20


class Preset(Choices):
    """All that the Encode page shows depends on.

    text: one text a line.  learn_from: "texts", the texts themselves; "run", a trained run where there is one; else the
    name of the dataset whose training texts the vocabulary is learned from.
    """

    title: ClassVar[str] = N_("The encoding")

    text: str = SAMPLES
    encoding: AnyTextEncoding = Words()
    learn_from: str = Field(TEXTS, max_length=40)

    @property
    def texts(self) -> list[str]:
        """The lines that are not blank.  Raises `TextError` when there are none or too many."""
        lines = [line for line in self.text.split("\n") if line.strip()]
        if not lines:
            raise TextError(_("There is no text. Type at least one word."))
        if len(lines) > MOST_TEXTS:
            raise TextError(
                _(
                    "There are {number:,} texts, one per line; this page encodes up to {most}. Remove some.",
                    number=len(lines),
                    most=MOST_TEXTS,
                )
            )
        return lines

    def to_link(self) -> str:
        """The choices as compact JSON for the link's `encode` parameter."""
        return written_for_link(self.model_dump(mode="json"))

    @classmethod
    def from_link(cls, text: str) -> Self:
        """Read what `to_link` wrote.  Raises `LinkError` for anything else."""
        values = read_from_link(text, _("choose an encoding"))
        try:
            if not isinstance(values, dict):
                raise ConfigError(_("they are {given}; expected names with values.", given=as_given(values)))
            return cls(**values)
        except ConfigError as problem:
            raise LinkError(_("The link's settings do not fit: {problem}", problem=problem)) from None


PRESETS: dict[str, Preset] = {
    "one-hot-words": Preset(encoding=Words(vocabulary_size=10, split="spaces", maximum_length=10)),
    "one-hot-characters": Preset(encoding=Characters(alphabet="printable", maximum_length=50)),
    "binary-bag-of-words": Preset(encoding=BagOfWords(vocabulary_size=999)),
    "hashing-trick": Preset(encoding=HashingTrick(buckets=1000, maximum_length=10), learn_from="reviews"),
    "learned-embedding": Preset(
        encoding=LearnedEmbedding(vocabulary_size=998, dimensions=64, maximum_length=10), learn_from=RUN
    ),
    "glove": Preset(
        text="Although the acting was superb, I was bored.\nThe cat sat on the mat.",
        encoding=Glove(maximum_length=10),
        learn_from="reviews",
    ),
}
"""Name of a recipe without training → what it presets.  Tensors of the first four over the two sample texts:
(2, 10, 11), (2, 50, 101), (2, 1000), (2, 10, 1000)."""
CHINESE, CHINESE_WORDS = "猫坐在垫子上。\n狗吃了我的作业。", "猫 坐在 垫子 上\n狗 吃了 我的 作业"
"""The two samples in Chinese; the second with blanks between words, which one writes without."""
PRESETS_OF: dict[str, dict[str, Preset]] = {
    ENGLISH: PRESETS,
    "zh": PRESETS
    | {
        "one-hot-words": PRESETS["one-hot-words"].changed(text=CHINESE_WORDS),
        "one-hot-characters": Preset(text=CHINESE, encoding=Characters(maximum_length=50)),
        "binary-bag-of-words": PRESETS["binary-bag-of-words"].changed(text=CHINESE_WORDS),
        "hashing-trick": Preset(
            text=CHINESE,
            encoding=HashingTrick(buckets=1000, maximum_length=10, split="chinese_words"),
            learn_from="reviews-zh",
        ),
        "learned-embedding": Preset(
            text=CHINESE,
            encoding=LearnedEmbedding(vocabulary_size=998, dimensions=64, maximum_length=10, split="characters"),
            learn_from=RUN,
        ),
    },
}
"""Language of the page → the same recipes with texts in it; GloVe's vectors are of English words."""
DEFAULT_PRESET = "one-hot-words"


def presets() -> dict[str, Preset]:
    """Those of the language that is spoken."""
    return PRESETS_OF.get(language(), PRESETS)
