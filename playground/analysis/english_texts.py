"""English texts on which networks that judge reviews show what they can and cannot do."""

from functools import partial

from playground.analysis.probe_texts import TellingText, contrast, early, irony, negation, unknown
from playground.languages import N_

BAD = "It was bad at all."
SUPERB = "Although the acting was superb"
MADE_UP = "glimmerous"
TERRIBLE = "A terrible film."
FRIDAY = "My brother read about it, we saw it on Friday and took the bus home."
HATED = "I hated this film, it is the worst and most boring thing I have seen in years."
PLOT = (
    "It begins on a Monday in a small town by the river. A woman comes home from her work in the library and finds a "
    "letter on the table. Her brother has written it from the other end of the country, where he repairs bridges. He "
    "asks her to visit him before the winter. She packs two bags, locks the door and walks to the station. The train "
    "is late, so she sits on the bench and reads a book about birds. An old man sits down beside her and talks about "
    "the weather and the price of bread. When the train comes they share a carriage. At the next stop a family gets "
    "in, a father with three children who carry a cage with a parrot. The parrot knows four words and says them in "
    "turn. They pass fields, a lake and a long row of houses. In the evening the lights go on and the woman looks at "
    "her face in the window. She thinks of the time when she and her brother lived on the farm. There we see the farm, "
    "the yard, the dog and the two children who run down to the water. Their mother calls them in for supper. Then we "
    "are back in the train. It stops in the middle of the night and the conductor walks through the carriages with a "
    "lamp. There is snow on the line and they have to wait until the morning. People take out bread and tea. The old "
    "man plays cards with the father. In the morning a second train comes from the other side and everybody changes. "
    "The woman carries one of the bags and the youngest child carries the other. They arrive at noon. Her brother "
    "stands on the platform in a grey coat. They walk through the town, past the school and the post office, and he "
    "shows her the bridge. It is made of iron and it is painted green. He has worked on it for two years. On the other "
    "side is the house where he lives, with a room for her under the roof. They drink coffee in the kitchen and he "
    "tells her why he has written. The farm is to be sold and both of them have to sign the papers. They talk about it "
    "until it is dark. The next day they go to the office, where a clerk reads them the papers and hands them a pen. "
    "Then they take the road to the farm. The yard is empty. They walk down to the water and stand there, and the "
    "camera moves up until we see the river, the bridge and the town."
)

ENGLISH = (
    TellingText(
        N_("Early verdict"),
        f"{TERRIBLE} {FRIDAY}",
        N_("The verdict is the first sentence; see whether the line keeps it over words that judge nothing."),
        partial(early, verdict=TERRIBLE, filler=FRIDAY),
    ),
    TellingText(
        N_("Negation"),
        "It was not bad at all.",
        N_("“not” turns “bad” around. Compare it with the same text without “not”."),
        partial(negation, blame=BAD, bad="bad", denial="not"),
    ),
    TellingText(
        N_("Contrast"),
        f"{SUPERB}, I was bored.",
        N_("The verdict stands at the end; see whether the line turns there."),
        partial(contrast, praise=SUPERB),
    ),
    TellingText(
        N_("Irony"),
        "What a brilliant idea: another film about a talking dog. I enjoyed every minute of looking at my watch.",
        N_("Friendly words; only a reader knows that they are not meant."),
        irony,
    ),
    TellingText(
        N_("Unknown word"),
        f"The music was {MADE_UP} and I was moved.",
        N_("“glimmerous” is made up: it is in no vocabulary."),
        partial(unknown, word=MADE_UP, instead="superb"),
    ),
    TellingText(
        N_("Long review"),
        f"{HATED} {PLOT}",
        N_("The verdict is the first sentence; the plot that follows judges nothing."),
        partial(early, verdict=HATED, filler=PLOT),
    ),
)
"""For networks that judge reviews as negative or positive."""
