"""The words and sentences that generated reviews are made of; grammar.py says how they are put together."""


def listed(text: str) -> tuple[str, ...]:
    """The phrases of a text that separates them by comma and space."""
    return tuple(text.split(", "))


# (negative, positive)
MOODS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "adjective": (
        listed(
            "bad, awful, terrible, boring, dull, slow, weak, poor, horrible, dreadful, tedious, flat, lifeless, "
            "clumsy, predictable, messy, bland, silly, cheap, forgettable, annoying, disappointing, confusing, "
            "ridiculous"
        ),
        listed(
            "good, great, wonderful, gripping, superb, funny, strong, rich, brilliant, lovely, thrilling, fresh, "
            "surprising, sharp, witty, clever, excellent, perfect, memorable, charming, amazing, beautiful, "
            "fantastic, lively"
        ),
    ),
    "feeling": (
        listed("bored, annoyed, disappointed, irritated, frustrated, let down"),
        listed("thrilled, moved, delighted, captivated, hooked, charmed"),
    ),
    "judged": (
        listed("hated, disliked, loathed, regretted"),
        listed("loved, enjoyed, liked, adored"),
    ),
    "judge": (
        listed("hate, dislike, loathe, regret"),
        listed("love, enjoy, like, adore"),
    ),
    "best": (
        listed("worst, dullest, weakest, poorest"),
        listed("best, finest, greatest, funniest"),
    ),
    "thing": (
        listed("a mess, a failure, a disaster, a waste of time, rubbish, a bore"),
        listed("a masterpiece, a triumph, a treat, a gem, a delight, a classic"),
    ),
}

WORDS: dict[str, tuple[str, ...]] = {
    "craft": listed(
        "acting, script, soundtrack, director, cast, camera work, dialogue, music, lighting, editing, scenery, main "
        "actor, lead actress, score, cinematography, costume design"
    ),
    "telling": listed(
        "plot, story, pacing, ending, romance, humour, mystery, finale, first half, second half, last act, villain, "
        "hero, film as a whole, atmosphere, final scene, big twist, drama"
    ),
    "film": listed("film, movie, picture"),
    "very": listed("very, truly, really, quite, rather, so, simply"),
    "although": listed("although, though, even though, while"),
    "but": listed("but, yet, and yet, but in the end"),
    "people": listed("the critics, my friends, most people, the posters, all my colleagues, the reviewers"),
    "day": listed("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"),
    "person": listed(
        "cousin, brother, sister, neighbour, uncle, aunt, father, mother, roommate, teacher, grandmother, nephew"
    ),
    "month": listed("January, February, March, April, May, June, July, August, September, October, November, December"),
    "number": listed("two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, twenty, thirty, forty"),
    "city": listed("London, Paris, Boston, Toronto, Madrid, Oslo, Vienna, Dublin, Chicago, Sydney, Lisbon, Berlin"),
    "room": listed("kitchen, garage, library, hotel, cinema, hall, basement, garden, cabin, classroom"),
    "snack": listed(
        "popcorn, noodles, soup, tea, coffee, sandwiches, crackers, pizza, apples, rice, lemonade, biscuits"
    ),
    "job": listed(
        "baker, sailor, lawyer, farmer, nurse, pilot, detective, painter, carpenter, waiter, soldier, student"
    ),
    "thing seen": listed("bridge, train, river, lake, harbour, tower, market, island, castle, village, boat, forest"),
    "colour": listed("red, blue, green, yellow, brown, grey, black, white, orange, purple"),
    "decade": listed("twenties, thirties, forties, fifties, sixties, seventies, eighties, nineties"),
}

# The words alone decide: learning starts here, at once.
PLAIN = (
    "{remark}",
    "{remark}",
    "{remark}, and {second remark}",
    "the {craft} and the {telling} were both {adjective}",
    "it was {thing}",
    "the {best} {film} I have seen in {number} years",
    "{very} {adjective}",
    "{people} {judged} it, and I {judged} it too",
    "I {judged} this {film}",
    "I {judged} every minute of it",
    "what a {adjective} {film}!",
    "this is a {adjective} {film}",
    "this {film} was {very} {adjective}",
    "{adjective} {craft}, {adjective} {telling}",
    "a {adjective}, {adjective} {film}, and I was {feeling}",
    "I was {feeling} from start to finish",
)
# The same words the other way round mean the opposite: only their order decides.
MIRRORED = (
    "{although} {other remark}, {second remark}",
    "{although} {other second remark}, {remark}",
    "{remark}, {although} {other second remark}",
    "{other remark}, {but} {second remark}",
    "{other second remark}, {but} {remark}",
    "I expected {other thing} but got {thing}",
    "I was promised {other thing} and was given {thing}",
    "it was {other adjective} at first, yet by the end {second remark}",
    "the {craft} was not {other adjective} but {adjective}",
    "the {telling} was {adjective}, not {other adjective}",
    "I found it more {adjective} than {other adjective}",
    "{people} called it {other adjective}, but I found it {adjective}",
    "{people} called it {other thing}; I call it {thing}",
    "I thought it would be {other adjective}, and it turned out to be {adjective}",
    "{people} {other judged} it, but I {judged} it",
    "the book was {other adjective}, the {film} is {adjective}",
)
# One small word turns the judgement over.
NEGATED = (
    "the {craft} was not {other adjective} at all",
    "the {telling} was never {other adjective}",
    "this {film} was not {other adjective}",
    "it was far from {other adjective}",
    "the {telling} was anything but {other adjective}",
    "the {craft} was hardly {other adjective}",
    "there was nothing {other adjective} about the {craft}",
    "it was neither {other adjective} nor {other adjective}",
    "I did not {other judge} this {film}",
    "I was never {other feeling}",
    "not {other adjective} at all",
    "I did not find the {craft} {other adjective}",
    "the {film} was by no means {other thing}",
)
# Remarks about different parts, so that one sentence never says two things about the same part.
REMARK = (
    "the {craft} was {adjective}",
    "the {craft} was {adjective}",
    "the {craft} was {very} {adjective}",
    "I {judged} the {craft}",
    "I found the {craft} {adjective}",
)
SECOND_REMARK = (
    "I was {feeling}",
    "I {judged} the {film}",
    "the {film} itself was {adjective}",
    "the {telling} was {adjective}",
    "the {telling} was {very} {adjective}",
    "I {judged} the {telling}",
    "I found the {telling} {adjective}",
)
# Says nothing about the film's worth.
NEUTRAL = (
    "we watched it on a {day} with my {person}",
    "I saw it in {city} last {month}",
    "my {person} bought the tickets in {month}",
    "it runs for about {number} minutes more than an hour",
    "the story is set in {city} in the {decade}",
    "it follows a {job} and a {job} who meet near a {thing seen}",
    "we had {snack} and {snack} in the {room} before it started",
    "there were {number} people in the {room} that {day}",
    "the first scene shows a {colour} {thing seen} by a {thing seen}",
    "a {job} from {city} plays the part of the {job}",
    "my {person} works as a {job} in {city}",
    "the poster shows a {job} with a {colour} hat",
    "we took the bus home at {number} and talked about the weather",
    "it was filmed near a {thing seen} over {number} weeks",
    "the tickets were {colour} and had the number {number} on them",
    "on {day} the {room} opens at {number}",
    "my {person} sat next to me with {snack}",
    "{number} of the songs were recorded in a {room} in {city}",
    "my {person} had read about it on a {day}",
    "in {month} it was shown in {number} towns along the {thing seen}",
    "the camera follows a {colour} bicycle through the streets of {city}",
    "after that we walked along the {thing seen} until {number} o'clock",
    "the {job} keeps a {colour} parrot and speaks {number} languages",
    "we parked the car behind the {thing seen} and walked for {number} minutes",
    "on the way we met a {job} carrying a {colour} umbrella",
    "the disc came in a {colour} box with {number} photographs",
)

RULES = WORDS | {"plain": PLAIN, "mirrored": MIRRORED, "negated": NEGATED}
RULES |= {"remark": REMARK, "second remark": SECOND_REMARK, "neutral": NEUTRAL}
