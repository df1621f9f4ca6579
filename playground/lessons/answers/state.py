"""What a state holds: units are not timesteps, the same weights at every step, few units matter, colours disagree."""

from playground.analysis.attribution import why
from playground.analysis.running_prediction import course
from playground.encodings import EncodedText
from playground.languages import _
from playground.lessons.answers.base import Answer, Found, a_text, accuracy, last_recurrent, of_test, percent
from playground.lessons.samples import samples
from playground.lessons.subjects import Mine, capital
from playground.prediction.cache import last_epoch, network_of, trace
from playground.prediction.predict import encoded_text
from playground.reference.interventions import SilenceUnit

POINT = 0.01
"""Of accuracy: a unit whose silence changes less is not needed alone."""
FEW = 1 / 3


def units_and_timesteps(mine: Mine) -> Found:
    """The shape of the states over one text."""
    run = mine.lstm()
    text = a_text(run)
    states = trace(run.id, last_epoch(run), text)[1].layers[last_recurrent(run)]["hidden"]
    timesteps, units = states.shape
    return Found(
        _(
            "{network} reads a review of {timesteps} tokens in {timesteps} timesteps. At each of them its hidden state "
            "has {units} numbers, one per unit: {timesteps} × {units} in all. Units are the width of the state, "
            "timesteps the length of the text.",
            network=capital(mine.named(run)),
            timesteps=timesteps,
            units=units,
        ),
        "units",
    )


def same_weights(mine: Mine) -> Found:
    """How many weights read one token and how many read a whole text."""
    run = mine.lstm()
    planned = run.config.plan.recurrent[-1]
    tokens = len(trace(run.id, last_epoch(run), a_text(run))[1].inputs)
    return Found(
        _(
            "The recurrent layer of {network} has {weights:,} weights. They read token 1, and the same {weights:,} "
            "read token {last}. The pictures draw a column per token, but there is one block.",
            network=mine.named(run),
            weights=planned.num_parameters,
            last=tokens,
        ),
        "same",
    )


def units_that_matter(mine: Mine) -> Found:
    """How many units change the accuracy when they alone are silenced."""
    run = mine.lstm()
    epoch, name = last_epoch(run), last_recurrent(run)
    whole = accuracy(run.id, epoch)
    units = run.config.plan.recurrent[-1].layer.units
    lost = [round(whole - accuracy(run.id, epoch, (SilenceUnit(name, "", unit),)), 9) for unit in range(units)]
    matter = sum(abs(loss) >= POINT for loss in lost)
    return Found(
        _(
            "{network} is right in {share} of {test_examples}. Silenced one at a time, {matter} of its {units} units "
            "change that by a point or more, the most by {most:.1f} points. A unit that changes nothing alone is "
            "backed by others, or means nothing.",
            network=capital(mine.named(run)),
            share=percent(whole),
            test_examples=of_test(run),
            matter=matter,
            units=units,
            most=100 * max(map(abs, lost)),
        ),
        "none" if not matter else "few" if matter <= FEW * units else "all" if matter == units else "many",
    )


def three_answers(mine: Mine) -> Found:
    """The token that counts most, by three ways of asking."""
    run = mine.lstm()
    net = network_of(run.id, last_epoch(run))
    best = None
    for text in samples(run).contrasts:
        encoded = encoded_text(run, text)
        assert isinstance(encoded, EncodedText)  # it reads texts
        found = why(net, course(net, encoded))
        words = [found.words[found.strongest(answer)] for answer in ("moved", "present", "straight")]
        if best is None or len(set(words)) > len(set(best[1])):
            best = text, words
    assert best is not None
    text, (moved, present, straight) = best
    return Found(
        _(
            "“{sentence}” Which token counts most for {network}? By the colour, which is how the probability "
            "moved token by token: “{moved}”. By leaving tokens out: “{present}”. By gradient × input: “{straight}”. "
            "Each is right about its own question.",
            sentence=text,
            network=mine.named(run),
            moved=moved,
            present=present,
            straight=straight,
        ),
        "agree" if len(set(best[1])) == 1 else "disagree",
    )


STATE = {
    "units-and-timesteps": Answer("The shape of the states over a text", ("units", "timesteps"), units_and_timesteps),
    "same-weights": Answer("The weights that read the first word and the last", ("same", "own"), same_weights),
    "units-that-matter": Answer("How many units matter alone", ("none", "few", "many", "all"), units_that_matter),
    "three-answers": Answer("The most important token, asked three ways", ("agree", "disagree"), three_answers),
}
