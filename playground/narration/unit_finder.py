"""What the unit finder says: what a unit follows, by which baseline, and what becomes of the answers without it."""

from collections.abc import Sequence

from playground.analysis.unit_finder import FoundUnits, LayerUnits
from playground.analysis.unit_silenced import Silenced
from playground.wording import apart, counted, in_unit

FEATURES = {
    "class": "the class “{name}”",
    "target": "the number to forecast",
    "position": "the position in the sequence",
    "own words": "your own words",
    "words for": "words that speak for “{name}”",
    "negation": "negations, such as “not”",
    "contrast": "words of contrast, such as “but”",
    "punctuation": "punctuation",
    "word begins": "the beginnings of words",
    "sentence begins": "the beginnings of sentences",
    "stroke": "the stroke: how much of the row is ink",
    "column": "the number that is read: {name}",
    "noon": "the hour of day: noon against midnight",
    "evening": "the hour of day: evening against morning",
    "verdict": "the verdict is “{name}”, once it has been read",
    "remembered": "{name}, once it has been read",
    "remembered is": "what has to be remembered: {name}",
}
"""Kind of a feature → what it is."""
SAME = 0.0005
"""A difference of shares that is no difference in per cent with one digit."""


def followed(feature: tuple[str, str]) -> str:
    """What a feature is, in words.  feature: its kind and its name."""
    kind, name = feature
    return FEATURES[kind].format(name=name)


def in_all(found: FoundUnits) -> str:
    """How many units follow anything."""
    units = sum(len(layer.r) for layer in found.layers)
    following = sum(int(layer.follows.any(axis=1).sum()) for layer in found.layers)
    if not following:
        return (
            f"**None of the {counted(units, 'unit')}** follows any of this more closely than units that have learned "
            "nothing do."
        )
    if following == 1:
        return f"**1 of {counted(units, 'unit')}** follows something, by this rule."
    return f"**{following:,} of {counted(units, 'unit')}** follow something, by this rule."


def absent(words: Sequence[str]) -> str:
    """Of the learner's own words those that nothing can follow."""
    listed = ", ".join(f"“{word}”" for word in words)
    return f"Not in the test examples that were read, and so left out: {listed}."


def untrained() -> str:
    """Of a network before its training."""
    return "These are the weights before training: nothing has been learned yet. Choose a later epoch."


def baseline(found: FoundUnits) -> str:
    """By what rule a unit is said to follow something, and how often that is chance."""
    chance = max(layer.chance for layer in found.layers)
    return (
        f"A unit follows something where its correlation with it (Pearson's r, over all {found.timesteps:,} timesteps "
        f"of {found.examples:,} test examples) is larger than chance reaches; by this rule about {_percent(chance)} of "
        "units that have learned nothing would be listed."
    )


def shuffled(found: FoundUnits) -> str:
    """What chance is here."""
    return (
        f"Chance is the larger of two baselines, shuffled {found.shuffles:,} times each: this network with what is "
        "true of other examples, begun at a random place; and networks with its weights in random order. What any "
        "network of this shape does with its inputs, trained or not, counts for nothing. A correlation says that two "
        "things go together, not what a unit is for: silence it and see."
    )


def choice(title: str, unit: int, feature: tuple[str, str]) -> str:
    """A unit, and what it follows.  title: of its layer."""
    return f"{followed(feature)}: unit {unit} of {title}"


def of_choice(layer: LayerUnits, unit: int, feature: int) -> str:
    """How closely a unit follows a feature, and how many units of its layer do."""
    r, chance = signed(float(layer.r[unit, feature])), f"{layer.needed[feature]:.2f}"
    units = int(layer.follows[:, feature].sum())
    if units == 1:
        return f"r = {r}, chance reaches {chance}; 1 unit follows it"
    return f"r = {r}, chance reaches {chance}; {units:,} units follow it"


def of_example(number: int, truth: str, value: float) -> str:
    """A test example, what is true of it (empty: not known), and the unit's extreme there."""
    if not truth:
        return f"Test example {number:,}: {signed(value)}"
    return f"Test example {number:,} ({truth}): {signed(value)}"


def best_of(layer: LayerUnits, unit: int, feature: tuple[str, str], at: int) -> str:
    """Which way a unit goes with what it follows."""
    r = float(layer.r[unit, at])
    what = followed(feature)
    if feature[0] == "verdict" and r > 0:
        return f"Unit {unit} is higher once the verdict has been read and is “{feature[1]}” (r = {signed(r)})."
    if feature[0] == "verdict":
        return f"Unit {unit} is lower once the verdict has been read and is “{feature[1]}” (r = {signed(r)})."
    if r > 0:
        return f"Unit {unit} is higher with {what} (r = {signed(r)})."
    return f"Unit {unit} is lower with {what} (r = {signed(r)})."


def without(silenced: Silenced, title: str, unit: int, of_numbers: str) -> str:
    """What becomes of the answers to test examples.  of_numbers: the unit of the dataset where it asks for a number."""
    tested = f"{silenced.examples:,}"
    if silenced.numbers:
        before, after = (in_unit(value, of_numbers) for value in (silenced.before, silenced.after))
        return (
            f"Over {tested} test examples the mean error is **{before}** with all units, and **{after}** with unit "
            f"{unit} of {title} silenced."
        )
    before, after = (f"{value:.1%}" for value in (silenced.before, silenced.after))
    if abs(silenced.after - silenced.before) < SAME:
        return (
            f"Over {tested} test examples **{before}** of the answers are right with all units, and as many with unit "
            f"{unit} of {title} silenced: the others say it too, or it is not needed."
        )
    return (
        f"Over {tested} test examples **{before}** of the answers are right with all units, and **{after}** with unit "
        f"{unit} of {title} silenced."
    )


def signed(r: float) -> str:
    """A number with two digits and a true minus."""
    return apart([r])[0].replace("-", "−")


def _percent(share: float) -> str:
    return f"{share:.1%}" if round(share, 3) != 0.01 else "1%"
