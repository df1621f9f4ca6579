"""How a clause is denied, and how two clauses of opposite verdicts are joined: what the last word goes to."""

import re
from random import Random

DOUBTED = 0.25
"""Of the denied clauses, those that are denied from outside: "I wouldn't say …"."""
LOOKS, NEVER = 0.25, 0.3
"""Where there is a choice: of "is dull", those that do not look dull; of "it drags", those that never drag."""
DOUBTS = (
    "I don't think {}",
    "I wouldn't say {}",
    "I can't say that {}",
    "I didn't find that {}",
    "I do not believe that {}",
    "nobody can say that {}",
    "no one would say {}",
    "it is not true that {}",
)
BE = re.compile(r"\b(?P<be>is|was|are|were) (?!not\b|never\b)", re.IGNORECASE)
NOT_BE = (
    "{be} not",
    "{be} not",
    "{be}n't",
    "{be}n't",
    "{be} never",
    "{be} hardly",
    "{be} far from",
    "{be} by no means",
)
QUALITY = re.compile(BE.pattern + r"(?!an?\b|the\b|one\b|\w+ing\b|\w+ed\b)", re.IGNORECASE)
"""Before an adjective, most likely: it can look so, too."""
NOT_LOOK = {
    "is": ("doesn't look", "doesn't seem", "doesn't feel", "doesn't get", "never gets", "never becomes"),
    "was": ("didn't look", "didn't seem", "did not feel", "didn't get", "never got", "never became"),
    "are": ("don't look", "don't seem", "do not feel", "never get", "never become"),
    "were": ("didn't look", "didn't seem", "did not feel", "never got", "never became"),
}
NOUNS = "the (?:film|movie|story|plot|acting|script|ending|humou?r|cast|director)"
THIRD_PERSON = re.compile(
    rf"(it|he|she|this|this film|this movie|{NOUNS}) (?!(?:is|was|has|does|always|sometimes)\b)([a-z]+[a-rt-z])s\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    rf"(I|it|he|she|they|you|we|{NOUNS}) "
    r"(?!(?:is|was|are|were|have|had|has|did|do|does|will|would|can|could|should|must|just)\b)",
    re.IGNORECASE,
)
JOINED = (
    "although {other}, {this}",
    "even though {other}, {this}",
    "though {other}, {this}",
    "while {other}, {this}",
    "despite {other}, {this}",
    "{other}, but {this}",
    "{other}, but {this}",
    "{other}, yet {this}",
    "{other}; however, {this}",
    "{this}, although {other}",
    "{this}, even though {other}",
    "{this}, even if {other}",
)


def can_be_denied(clause: str) -> bool:
    """Whether there is a place for a negation."""
    return any((BE.search(clause), THIRD_PERSON.match(clause), SUBJECT.match(clause)))


def denied(clause: str, random: Random) -> str:
    """A clause that can be denied, with a negation in it."""
    be, verb, subject = BE.search(clause), THIRD_PERSON.match(clause), SUBJECT.match(clause)
    if random.random() < DOUBTED:
        return random.choice(DOUBTS).format(uncapitalised(clause))
    if be:
        quality = QUALITY.search(clause)
        if quality and random.random() < LOOKS:
            be, negated = quality, random.choice(NOT_LOOK[quality["be"].lower()])
        else:
            negated = random.choice(NOT_BE).format(be=be["be"])
        return f"{clause[: be.start()]}{negated} {clause[be.end() :]}"
    if subject and (not verb or random.random() < NEVER):
        return f"{subject[1]} never {clause[subject.end() :]}"
    assert verb
    return f"{verb[1]} doesn't {verb[2]}{clause[verb.end() :]}"


def joined(this: str, other: str, random: Random) -> str:
    """Two clauses in one sentence, whose verdict is that of `this`."""
    return random.choice(JOINED).format(this=uncapitalised(this), other=uncapitalised(other))


def uncapitalised(clause: str) -> str:
    """As it stands within a sentence."""
    return clause if re.match(r"I\b", clause) else clause[0].lower() + clause[1:]
