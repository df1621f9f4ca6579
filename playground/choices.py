"""What a learner chooses, as frozen values: the base of datasets, encodings, layers and whole runs.

The fields are typed once, with title, description and range; the forms, the links, the files and the error sentences
are all drawn from them.
"""

import json
from typing import Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, from_json

from playground.errors import ConfigError, LinkError

LONGEST_LINK = 8_000
"""Characters of settings in a link."""
LONGEST_QUOTED = 60
"""Characters of a value in a sentence."""


class Choices(BaseModel):
    """A frozen set of typed choices. Raises `ConfigError` (or the subclass's own error) with one plain sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    title: ClassVar[str]
    error: ClassVar[type[ConfigError]] = ConfigError

    def __init__(self, /, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as problem:
            raise self.error(sentence(type(self), problem.errors()[0])) from None

    @model_validator(mode="before")
    @classmethod
    def _no_truth_for_a_number(cls, values: Any) -> Any:
        """Python counts true as 1 and false as 0; whoever writes them where a number belongs has made a mistake."""
        for name, value in values.items() if isinstance(values, dict) else ():
            field = cls.model_fields.get(name)
            kinds = {field.annotation, *get_args(field.annotation)} if field else set()
            if field and isinstance(value, bool) and kinds & {int, float} and bool not in kinds:
                raise ValueError(f"{cls.title}: {name} is {as_given(value)}; expected {expected(field)}.")
        return values

    def changed(self, **values: Any) -> Self:
        """The same choices with some replaced, checked again."""
        return type(self)(**{name: getattr(self, name) for name in type(self).model_fields} | values)


def written_for_link(values: Any) -> str:
    """Compact JSON for a link's parameter."""
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)


def read_from_link(text: str, instead: str) -> Any:
    """The value that `written_for_link` wrote; raises `LinkError` for anything else.

    instead: what one can do without the link, as the end of a sentence.
    """
    if len(text) > LONGEST_LINK:
        raise LinkError(f"The link holds {len(text):,} characters of settings; expected at most {LONGEST_LINK:,}.")
    try:
        return from_json(text)
    except (ValueError, TypeError, RecursionError):  # TypeError: half a surrogate pair
        raise LinkError(
            f"The link's settings {as_given(text)} cannot be read. Ask for the link again, or {instead}."
        ) from None


def sentence(model: type[Choices], problem: ErrorDetails) -> str:
    """One validation problem in plain words: what was given, what was expected."""
    name = str(problem["loc"][0]) if problem["loc"] else ""
    title, given = model.title, as_given(problem["input"])
    verb = "holds" if len(problem["loc"]) > 1 else "is"
    if problem["type"] == "extra_forbidden":
        return f"{title} has no setting {name!r}; it has {', '.join(model.model_fields)}."
    if problem["type"] == "missing":
        return f"{title} needs the setting {name!r}."
    if problem["type"] == "union_tag_not_found":
        return f"{title}: {name} {verb} {given}; it needs the setting {problem['ctx']['discriminator']}."
    if problem["type"] == "union_tag_invalid":
        tag = problem["ctx"]["discriminator"].strip("'")
        value = problem["input"].get(tag) if isinstance(problem["input"], dict) else problem["input"]
        known = problem["ctx"]["expected_tags"]
        return f"{name} {as_given(value)} is not known; expected one of {known.replace(chr(39), '')}."
    if name in model.model_fields and problem["type"] == "model_attributes_type":
        return f"{title}: {name} {verb} {given}; expected its settings by name."
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    if name not in model.model_fields:
        return f"{title} was given as {given}; expected its settings by name."
    return f"{title}: {name} is {given}; expected {expected(model.model_fields[name])}."


def expected(field: FieldInfo) -> str:
    """The range or the values a field takes, in words."""
    kind = field.annotation
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(map(str, get_args(kind)))
    kinds = [part for part in (get_args(kind) or (kind,)) if part is not type(None)]
    word = {int: "a whole number", float: "a number", bool: "true or false", str: "a text"}.get(kinds[0], "a list")
    low, high = rule(field, "ge"), rule(field, "le")
    if low is not None and high is not None:
        word += f" from {low:,} to {high:,}"
    elif low is not None:
        word += f" of at least {low:,}"
    if step := rule(field, "multiple_of"):
        word += f" in steps of {step:,}"
    if most := rule(field, "max_length"):
        word += f" of up to {most:,} {'characters' if str in kinds else 'entries'}"
    if pattern := rule(field, "pattern"):
        word += f" that fits {pattern}"
    return word + (" or nothing" if type(None) in get_args(kind) else "")


def rule(field: FieldInfo, name: str) -> Any:
    """The value of one rule of a field, such as `le` or `max_length`; None where there is no such rule."""
    return next((value for part in field.metadata if (value := getattr(part, name, None)) is not None), None)


def as_given(value: object) -> str:
    """A value as it was given, cut to what fits into a sentence: a text in quotation marks, all else as JSON."""
    text = repr(value) if isinstance(value, str) else _as_json(value)
    if len(text) <= LONGEST_QUOTED:
        return text
    end = text[0] if isinstance(value, str) else ""
    return text[: LONGEST_QUOTED - 2 - len(end)] + "…" + end


def _as_json(value: object) -> str:
    """Python's None, True and False mean nothing to who wrote null, true and false."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return repr(value)
