"""What the unit finder says: what a unit follows, by which baseline, and what becomes of the answers without it."""

from collections.abc import Sequence

from playground.analysis.unit_finder import FoundUnits, LayerUnits
from playground.analysis.unit_silenced import Silenced
from playground.languages import N_, _, n_
from playground.wording import apart, enumerated, in_unit

FEATURES = {
    "class": N_("the class “{name}”"),
    "target": N_("the number to forecast"),
    "position": N_("the position in the sequence"),
    "own words": N_("your own words"),
    "words for": N_("words that speak for “{name}”"),
    "negation": N_("negations, such as “not”"),
    "contrast": N_("words of contrast, such as “but”"),
    "punctuation": N_("punctuation"),
    "word begins": N_("the beginnings of words"),
    "sentence begins": N_("the beginnings of sentences"),
    "stroke": N_("the stroke: how much of the row is ink"),
    "column": N_("the number that is read: {name}"),
    "noon": N_("the hour of day: noon against midnight"),
    "evening": N_("the hour of day: evening against morning"),
    "verdict": N_("the verdict is “{name}”, once it has been read"),
    "remembered": N_("{name}, once it has been read"),
    "remembered is": N_("what has to be remembered: {name}"),
}
"""Kind of a feature → what it is."""
NAMED_BY_DATASET = {"remembered", "remembered is"}
"""Kinds whose name is the program's, not the learner's."""
SAME = 0.0005
"""A difference of shares that is no difference in per cent with one digit."""


def followed(feature: tuple[str, str]) -> str:
    """What a feature is, in words.  feature: its kind and its name."""
    kind, name = feature
    return _(FEATURES[kind], name=_(name) if kind in NAMED_BY_DATASET else name)


def in_all(found: FoundUnits) -> str:
    """How many units follow anything."""
    units = sum(len(layer.r) for layer in found.layers)
    following = sum(int(layer.follows.any(axis=1).sum()) for layer in found.layers)
    if not following:
        return n_(
            "**None of the {number:,} unit** follows any of this more closely than units that have learned nothing do.",
            "**None of the {number:,} units** follows any of this more closely than units that have learned nothing "
            "do.",
            units,
        )
    counted = n_("{number:,} unit", "{number:,} units", units)
    return n_(
        "**{number:,} of {units}** follows something, by this rule.",
        "**{number:,} of {units}** follow something, by this rule.",
        following,
        units=counted,
    )


def absent(words: Sequence[str]) -> str:
    """Of the learner's own words those that nothing can follow."""
    return _(
        "Not in the test examples that were read, and so left out: {words}.",
        words=enumerated([f"“{word}”" for word in words]),
    )


def untrained() -> str:
    """Of a network before its training."""
    return _("These are the weights before training: nothing has been learned yet. Choose a later epoch.")


def baseline(found: FoundUnits) -> str:
    """By what rule a unit is said to follow something, and how often that is chance."""
    return _(
        "A unit follows something where its correlation with it (Pearson's r, over all {timesteps:,} timesteps "
        "of {examples:,} test examples) is larger than chance reaches; by this rule about {share} of "
        "units that have learned nothing would be listed.",
        timesteps=found.timesteps,
        examples=found.examples,
        share=_percent(max(layer.chance for layer in found.layers)),
    )


def shuffled(found: FoundUnits) -> str:
    """What chance is here."""
    return _(
        "Chance is the larger of two baselines, shuffled {times:,} times each: this network with what is "
        "true of other examples, begun at a random place; and networks with its weights in random order. What any "
        "network of this shape does with its inputs, trained or not, counts for nothing. A correlation says that two "
        "things go together, not what a unit is for: silence it and see.",
        times=found.shuffles,
    )


def choice(title: str, unit: int, feature: tuple[str, str]) -> str:
    """A unit, and what it follows.  title: of its layer."""
    return _("{feature}: unit {unit} of {layer}", feature=followed(feature), unit=unit, layer=title)


def of_choice(layer: LayerUnits, unit: int, feature: int) -> str:
    """How closely a unit follows a feature, and how many units of its layer do."""
    return n_(
        "r = {r}, chance reaches {chance:.2f}; {number:,} unit follows it",
        "r = {r}, chance reaches {chance:.2f}; {number:,} units follow it",
        int(layer.follows[:, feature].sum()),
        r=signed(float(layer.r[unit, feature])),
        chance=float(layer.needed[feature]),
    )


def of_example(number: int, truth: str, value: float) -> str:
    """A test example, what is true of it (empty: not known), and the unit's extreme there."""
    if not truth:
        return _("Test example {number:,}: {value}", number=number, value=signed(value))
    return _("Test example {number:,} ({truth}): {value}", number=number, truth=truth, value=signed(value))


def best_of(layer: LayerUnits, unit: int, feature: tuple[str, str], at: int) -> str:
    """Which way a unit goes with what it follows."""
    r = float(layer.r[unit, at])
    places = {"unit": unit, "r": signed(r)}
    if feature[0] == "verdict" and r > 0:
        return _(
            "Unit {unit} is higher once the verdict has been read and is “{name}” (r = {r}).", **places, name=feature[1]
        )
    if feature[0] == "verdict":
        return _(
            "Unit {unit} is lower once the verdict has been read and is “{name}” (r = {r}).", **places, name=feature[1]
        )
    if r > 0:
        return _("Unit {unit} is higher with {feature} (r = {r}).", **places, feature=followed(feature))
    return _("Unit {unit} is lower with {feature} (r = {r}).", **places, feature=followed(feature))


def without(silenced: Silenced, title: str, unit: int, of_numbers: str) -> str:
    """What becomes of the answers to test examples.  of_numbers: the unit of the dataset where it asks for a number."""
    places = {"examples": silenced.examples, "unit": unit, "layer": title}
    if silenced.numbers:
        return _(
            "Over {examples:,} test examples the mean error is **{before}** with all units, and **{after}** with unit "
            "{unit} of {layer} silenced.",
            **places,
            before=in_unit(silenced.before, of_numbers),
            after=in_unit(silenced.after, of_numbers),
        )
    if abs(silenced.after - silenced.before) < SAME:
        return _(
            "Over {examples:,} test examples **{before:.1%}** of the answers are right with all units, and as many "
            "with unit {unit} of {layer} silenced: the others say it too, or it is not needed.",
            **places,
            before=silenced.before,
        )
    return _(
        "Over {examples:,} test examples **{before:.1%}** of the answers are right with all units, and "
        "**{after:.1%}** with unit {unit} of {layer} silenced.",
        **places,
        before=silenced.before,
        after=silenced.after,
    )


def signed(r: float) -> str:
    """A number with two digits and a true minus."""
    return apart([r])[0].replace("-", "−")


def _percent(share: float) -> str:
    return f"{share:.1%}" if round(share, 3) != 0.01 else "1%"
