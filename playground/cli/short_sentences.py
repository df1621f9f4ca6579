"""Short sentences with negation and contrast: how many of them the network that ships must judge right is checked.

They were written before a better one was looked for, and are fixed. `DEVELOPMENT` may be looked at meanwhile; `FINAL`
is for the last check only. No network learns from either.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Judged:
    """Sentences with one verdict, ten of each kind."""

    positive: bool
    sentences: tuple[str, ...]


def lines(text: str) -> tuple[str, ...]:
    """The sentences of a text that has one a line."""
    return tuple(line.strip() for line in text.strip().splitlines())


DEVELOPMENT = (
    Judged(  # praise that is negated
        False,
        lines("""
            I did not enjoy this film.
            The jokes are not funny.
            The story is neither clever nor moving.
            I can't recommend it to anyone.
            There is nothing original in this movie.
            It wasn't worth the price of the ticket.
            Nobody in the cast can act.
            The ending does not make any sense.
            It is far from the best work of this director.
            This movie never becomes exciting.
        """),
    ),
    Judged(  # blame that is negated
        True,
        lines("""
            This film is never boring.
            The long dialogues did not bother me at all.
            You won't regret watching it.
            There is not a single dull moment.
            It isn't bad at all.
            I could not find anything wrong with the script.
            The effects don't look cheap.
            Nobody should miss this gem.
            I have no complaints about the acting.
            The plot is far from predictable.
        """),
    ),
    Judged(  # praise, outweighed
        False,
        lines("""
            Although the acting was superb, I was bored.
            The music is beautiful, but the story is a mess.
            Despite a wonderful cast, the film is dull.
            I wanted to love this movie, but it was terrible.
            Even though the idea is great, the script is awful.
            It starts well, but then it becomes tedious and stupid.
            The critics loved it, yet I hated every minute.
            While the photography is excellent, nothing else works.
            The film is boring, even if the actors are brilliant.
            It looks stunning; however, the characters are lifeless.
        """),
    ),
    Judged(  # blame, outweighed
        True,
        lines("""
            Although the plot is silly, I loved it.
            The beginning is slow, but the ending is perfect.
            Despite a poor script, the film is a delight.
            I expected a terrible movie, but it was wonderful.
            Even though the effects look cheap, it is great fun.
            It starts badly, but then it becomes gripping and moving.
            The critics hated it, yet I enjoyed every minute.
            While the dialogue is weak, the performances are outstanding.
            The film is excellent, even if the music is annoying.
            It looks cheap; however, the characters are wonderful.
        """),
    ),
)

FINAL = (
    Judged(  # praise that is negated
        False,
        lines("""
            I didn't like this movie.
            The acting is not convincing.
            It is neither scary nor entertaining.
            I would not watch it again.
            There is no good reason to see this film.
            The humour doesn't work.
            Not one of the actors is believable.
            It was never as clever as it wanted to be.
            The script has nothing interesting to say.
            It was not the masterpiece that I was promised.
        """),
    ),
    Judged(  # blame that is negated
        True,
        lines("""
            I was not disappointed.
            The pace never drags.
            It is not a bad movie by any means.
            You will not be bored for a second.
            There is nothing wrong with the acting.
            It doesn't waste a single minute.
            I couldn't stop laughing.
            The story is neither silly nor predictable.
            Don't miss this one.
            I can't praise the actors enough.
        """),
    ),
    Judged(  # praise, outweighed
        False,
        lines("""
            Although the cast is excellent, the movie is a disappointment.
            The costumes are lovely, but the plot is ridiculous.
            Despite some funny scenes, it was a waste of time.
            I had high hopes, but it was the worst film of the year.
            Even though I like the director, this is a terrible film.
            The first half is great, but the rest is boring.
            My friends enjoyed it, but I thought it was stupid.
            While the soundtrack is amazing, the acting is wooden.
            It is a bad film, although the lead actress is charming.
            The book is a masterpiece; the film, however, is awful.
        """),
    ),
    Judged(  # blame, outweighed
        True,
        lines("""
            Although the story is predictable, the movie is a joy.
            The costumes are ugly, but the plot is brilliant.
            Despite some boring scenes, it was a fantastic experience.
            I had low expectations, but it was the best film of the year.
            Even though I dislike the director, this is a wonderful film.
            The first half is boring, but the rest is great.
            My friends hated it, but I thought it was beautiful.
            While the effects are terrible, the story is amazing.
            It is a great film, although the lead actor is dull.
            The title is awful; the film, however, is superb.
        """),
    ),
)
