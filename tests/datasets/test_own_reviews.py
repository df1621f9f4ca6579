"""A learner's own texts: read from any CSV, refused with the row or column at fault, split once and for all."""

import numpy as np
import pytest

from playground.datasets import OwnReviews, tokenizers, uploads
from playground.datasets.own_reviews import store_texts
from playground.datasets.tables import Reading
from playground.datasets.tables.texts import TextChoices
from playground.errors import ConfigError, StorageError, UploadError

CHOSEN = TextChoices("Comment", "Verdict")


def csv(rows: list[tuple[str, str]], header: str = "Comment;Verdict") -> bytes:
    """A file with a column of texts and a column of labels."""
    return "\n".join([header, *(f'"{words}";{label}' for words, label in rows)]).encode()


def rows(**counts: int) -> list[tuple[str, str]]:
    """So many rows of each label, one label after another."""
    return [(f"a {label} film, number {i}", label) for label, count in counts.items() for i in range(count)]


def refused(file: list[tuple[str, str]]) -> str:
    """The complaint about a file."""
    with pytest.raises(UploadError) as raised:
        store_texts(csv(file), "mine.csv", CHOSEN)
    return str(raised.value)


def test_two_labels_are_a_binary_task_with_the_classes_in_alphabetical_order():
    dataset = store_texts(csv(rows(good=20, bad=30)), "mine.csv", CHOSEN)
    assert (dataset.task, dataset.class_names, dataset.num_outputs) == ("binary", ("bad", "good"), 1)
    assert dataset.is_here()
    assert dataset.is_ready()
    splits = dataset.load()
    assert (len(splits.train), len(splits.test), dataset.num_train) == (40, 10, 40)
    assert np.bincount(splits.train.targets).tolist() == [24, 16]
    assert np.bincount(splits.test.targets).tolist() == [6, 4]


def test_a_hundred_labels_are_a_multiclass_task():
    dataset = store_texts(csv(rows(**{f"c{i:03}": 2 for i in range(100)})), "mine.csv", CHOSEN)
    assert (dataset.task, dataset.num_outputs) == ("multiclass", 100)
    splits = dataset.load()
    assert splits.train.targets.max() == 99
    assert (np.bincount(splits.train.targets) == 1).all()
    assert (np.bincount(splits.test.targets) == 1).all()


def test_every_text_keeps_its_label_and_its_words():
    file = rows(good=15, bad=15, mixed=15)
    dataset = store_texts(csv(file), "mine.csv", CHOSEN)
    splits = dataset.load()
    found = []
    for part in (splits.train, splits.test):
        for i in range(len(part)):
            found.append((part.texts[i], dataset.class_names[part.targets[i]]))
            ids = part.token_ids[part.offsets[i] : part.offsets[i + 1]]
            assert [part.words[token_id] for token_id in ids] == tokenizers.words(part.texts[i])
    assert sorted(found) == sorted(file)


def test_a_file_sorted_by_label_is_shuffled():
    targets = store_texts(csv(rows(a=50, b=50)), "mine.csv", CHOSEN).load().train.targets
    assert 0 < targets[:40].sum() < 40


def test_the_same_file_with_the_same_columns_is_the_same_upload_and_another_choice_is_not():
    data = csv(rows(good=20, bad=20))
    first = store_texts(data, "mine.csv", CHOSEN)
    assert store_texts(data, "copy.csv", CHOSEN) == first
    assert store_texts(data, "mine.csv", CHOSEN, Reading(delimiter=";")) != first
    assert store_texts(data + b"\n", "mine.csv", CHOSEN) != first
    assert len(first.upload) == 24


def test_without_an_upload_there_is_a_sentence_instead_of_texts():
    dataset = OwnReviews()
    assert (dataset.is_here(), dataset.is_ready()) == (False, False)
    assert (dataset.class_names, dataset.task) == (("negative", "positive"), "binary")
    for ask in (dataset.load, dataset.fetch, lambda: dataset.num_train):
        with pytest.raises(UploadError, match=r"^No file has been uploaded yet\. Upload one on the Data page\.$"):
            ask()


def test_an_upload_that_is_not_on_this_server_is_named():
    dataset = OwnReviews(upload="0" * 24)
    assert (dataset.is_here(), dataset.class_names) == (False, ("negative", "positive"))
    for ask in (dataset.load, dataset.fetch, lambda: dataset.num_train):
        with pytest.raises(UploadError, match=r"^The uploaded file 0{24} is not on this server.*Upload it again"):
            ask()


@pytest.mark.parametrize("upload", ["../../etc/passwd", "0" * 23, "0" * 25, "G" * 24, "0" * 24 + "\n", 5])
def test_an_id_that_is_none_is_refused(upload):
    with pytest.raises(ConfigError, match="upload is"):
        OwnReviews(upload=upload)


def test_rows_without_a_label_or_a_text_are_left_out_and_the_first_is_named():
    file = rows(good=15, bad=15)
    file[3], file[7] = (file[3][0], " "), ("!?", "good")
    dataset = store_texts(csv(file), "mine.csv", CHOSEN)
    assert dataset.known.notes == (
        "2 rows left out for lack of a text or a label: row 5 has no label in column 'Verdict'.",
    )
    splits = dataset.load()
    assert len(splits.train) + len(splits.test) == 28


def test_texts_like_none_or_na_are_labels_like_any_other():
    dataset = store_texts(csv(rows(NA=15, None_=15, null=15)), "mine.csv", CHOSEN)
    assert dataset.class_names == ("NA", "None_", "null")


def test_too_few_rows_are_refused():
    assert refused(rows(a=10, b=9)).startswith("The file has 19 rows with text and label; expected at least 20.")


def test_a_single_label_is_refused():
    assert refused(rows(good=30)) == ("Column 'Verdict' holds one label only, 'good'. Choose a column with several.")


def test_more_than_a_hundred_labels_are_probably_the_wrong_column():
    assert refused(rows(**{f"c{i}": 2 for i in range(101)})).startswith(
        "Column 'Verdict' holds 101 different labels; expected at most 100. Perhaps it is not the column of labels"
    )


def test_a_label_of_a_single_row_is_left_out_and_named_with_that_row():
    dataset = store_texts(csv([*rows(good=15, bad=15), ("meh", "so so")]), "mine.csv", CHOSEN)
    assert dataset.class_names == ("bad", "good")
    assert dataset.known.notes == (
        "1 row left out whose label stands nowhere else in column 'Verdict': 'so so' in row 32.",
    )


def test_labels_that_differ_only_in_case_are_pointed_out_and_joined_when_asked_for():
    file = csv([*rows(good=15, bad=15), *((f"another one, {i}", "Good") for i in range(5))])
    apart = store_texts(file, "mine.csv", CHOSEN)
    assert apart.class_names == ("Good", "bad", "good")
    assert apart.known.notes == (
        "2 labels of column 'Verdict' differ only in case or blanks and are kept apart: 'good' and 'Good' (row 32).",
    )
    choices = TextChoices("Comment", "Verdict", {"labels alike": "joined"})
    assert store_texts(file, "mine.csv", choices).class_names == ("bad", "good")


def test_a_label_that_hardly_occurs_is_pointed_out():
    (note,) = store_texts(csv([*rows(good=40, bad=40), *rows(odd=2)]), "mine.csv", CHOSEN).known.notes
    assert note.startswith("1 label hardly occurs in column 'Verdict': 'odd' 2 times (row 82).")


def test_a_very_long_label_is_named_with_its_row():
    assert refused([*rows(good=15, bad=15), *rows(**{"x" * 101: 2})]).startswith(
        "The label in row 32 of column 'Verdict' has 101 characters; expected at most 100."
    )


def test_a_text_of_a_hundred_thousand_words_is_named_with_its_row():
    file = rows(good=15, bad=15)
    file[1] = ("word " * 100_000, "good")
    assert refused(file).startswith(
        "The text in row 3 of column 'Comment' has 100,000 tokens; expected at most 20,000."
    )


def test_a_text_of_exactly_as_many_words_as_allowed_is_taken():
    file = rows(good=15, bad=15)
    file[1] = ("word " * 20_000, "good")
    assert store_texts(csv(file), "mine.csv", CHOSEN).load().train.lengths.max() == 20_000


def test_the_same_column_twice_or_one_that_is_not_there_is_refused():
    data = csv(rows(good=15, bad=15))
    with pytest.raises(UploadError, match="chosen as text and as label"):
        store_texts(data, "mine.csv", TextChoices("Comment", "Comment"))
    with pytest.raises(UploadError, match="The file has no column 'Label'; it has Comment, Verdict"):
        store_texts(data, "mine.csv", TextChoices("Comment", "Label"))


def test_a_full_disk_is_one_sentence_and_leaves_nothing_behind(own_home, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("playground.datasets.parsed.parse", full)
    with pytest.raises(StorageError, match="is full"):
        store_texts(csv(rows(good=15, bad=15)), "mine.csv", CHOSEN)
    assert list((own_home / "uploads").iterdir()) == []


def test_a_run_on_a_deleted_file_still_knows_its_classes():
    dataset = store_texts(csv(rows(a=10, b=10, c=10)), "mine.csv", CHOSEN, learner="abc")
    uploads.forget(dataset.upload, "abc")
    assert (dataset.is_here(), dataset.is_ready(), dataset.num_outputs) == (False, False, 3)
    with pytest.raises(UploadError, match=r"mine\.csv was deleted"):
        dataset.load()


def test_a_damaged_file_is_one_sentence():
    dataset = store_texts(csv(rows(good=15, bad=15)), "mine.csv", CHOSEN)
    (uploads.examples(dataset.upload, "texts") / "texts.arrow").write_bytes(b"\x80\x04 a pickle")
    with pytest.raises(UploadError, match=f"^The uploaded file {dataset.upload} cannot be read back"):
        dataset.load()
    (uploads.folder(dataset.upload) / "about.json").write_text('{"kind": "texts"}')
    with pytest.raises(UploadError, match="cannot be read back"):
        dataset.fetch()


def test_a_label_whose_rows_all_hold_one_text_is_named():
    file = [*rows(bad=30), *[("the same words", "good")] * 20]
    assert refused(file) == (
        "The label 'good' (row 32) has 1 different text of its own; each label needs two at least, one to learn from "
        "and one for the test. Add some, or choose another column of texts."
    )


@pytest.mark.parametrize("seed", range(8))
def test_every_class_is_learned_and_tested_however_often_texts_repeat(seed):
    rng = np.random.default_rng(seed)
    file = [(f"text {rng.integers(12)} of {label}", label) for label in rng.choice(["a", "b", "c"], 90)]
    splits = store_texts(csv(file), "mine.csv", CHOSEN).load()
    assert set(splits.train.targets) == set(splits.test.targets) == {0, 1, 2}
    assert not set(splits.train.texts) & set(splits.test.texts)
