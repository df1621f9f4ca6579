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
from playground.languages import N_, _

LONGEST_LINK = 8_000
"""Characters of settings in a link."""
LONGEST_QUOTED = 60
"""Characters of a value in a sentence."""
KINDS: dict[Any, str] = {
    int: N_("a whole number"),
    float: N_("a number"),
    bool: N_("true or false"),
    str: N_("a text"),
}
A_LIST = N_("a list")


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
                raise ValueError(_unfit(cls, name, as_given(value)))
        return values

    def changed(self, **values: Any) -> Self:
        """The same choices with some replaced, checked again."""
        return type(self)(**{name: getattr(self, name) for name in type(self).model_fields} | values)


def written_for_link(values: Any) -> str:
    """Compact JSON for a link's parameter."""
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)


def read_from_link(text: str, instead: str) -> Any:
    """The value that `written_for_link` wrote; raises `LinkError` for anything else.

    instead: what one can do without the link, as the end of a sentence, in the language that is spoken.
    """
    if len(text) > LONGEST_LINK:
        raise LinkError(
            _(
                "The link holds {number:,} characters of settings; expected at most {most:,}.",
                number=len(text),
                most=LONGEST_LINK,
            )
        )
    try:
        return from_json(text)
    except (ValueError, TypeError, RecursionError):  # TypeError: half a surrogate pair
        raise LinkError(
            _(
                "The link's settings {given} cannot be read. Ask for the link again, or {instead}.",
                given=as_given(text),
                instead=instead,
            )
        ) from None


def sentence(model: type[Choices], problem: ErrorDetails) -> str:
    """One validation problem in plain words: what was given, what was expected."""
    name = str(problem["loc"][0]) if problem["loc"] else ""
    title, given, inside = _(model.title), as_given(problem["input"]), len(problem["loc"]) > 1
    if problem["type"] == "extra_forbidden":
        settings = ", ".join(model.model_fields)
        return _("{title} has no setting {name!r}; it has {settings}.", title=title, name=name, settings=settings)
    if problem["type"] == "missing":
        return _("{title} needs the setting {name!r}.", title=title, name=name)
    if problem["type"] == "union_tag_not_found":
        said = (
            _("{title}: {name} holds {given}; it needs the setting {tag}.")
            if inside
            else _("{title}: {name} is {given}; it needs the setting {tag}.")
        )
        return said.format(title=title, name=name, given=given, tag=problem["ctx"]["discriminator"])
    if problem["type"] == "union_tag_invalid":
        tag = problem["ctx"]["discriminator"].strip("'")
        value = problem["input"].get(tag) if isinstance(problem["input"], dict) else problem["input"]
        known = problem["ctx"]["expected_tags"].replace("'", "")
        return _("{name} {given} is not known; expected one of {known}.", name=name, given=as_given(value), known=known)
    if name in model.model_fields and problem["type"] == "model_attributes_type":
        said = (
            _("{title}: {name} holds {given}; expected its settings by name.")
            if inside
            else _("{title}: {name} is {given}; expected its settings by name.")
        )
        return said.format(title=title, name=name, given=given)
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    if name not in model.model_fields:
        return _("{title} was given as {given}; expected its settings by name.", title=title, given=given)
    return _unfit(model, name, given)


def _unfit(model: type[Choices], name: str, given: str) -> str:
    return _(
        "{title}: {name} is {given}; expected {expected}.",
        title=_(model.title),
        name=name,
        given=given,
        expected=expected(model.model_fields[name]),
    )


def expected(field: FieldInfo) -> str:
    """The range or the values a field takes, in words."""
    kind = field.annotation
    if get_origin(kind) is Literal:
        return _("one of {values}", values=", ".join(map(str, get_args(kind))))
    kinds = [part for part in (get_args(kind) or (kind,)) if part is not type(None)]
    said = _(KINDS.get(kinds[0], A_LIST))
    low, high = rule(field, "ge"), rule(field, "le")
    if low is not None and high is not None:
        said = _("{what} from {low:,} to {high:,}", what=said, low=low, high=high)
    elif low is not None:
        said = _("{what} of at least {low:,}", what=said, low=low)
    if step := rule(field, "multiple_of"):
        said = _("{what} in steps of {step:,}", what=said, step=step)
    if most := rule(field, "max_length"):
        up_to = _("{what} of up to {most:,} characters") if str in kinds else _("{what} of up to {most:,} entries")
        said = up_to.format(what=said, most=most)
    if pattern := rule(field, "pattern"):
        said = _("{what} that fits {pattern}", what=said, pattern=pattern)
    return _("{what} or nothing", what=said) if type(None) in get_args(kind) else said


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
