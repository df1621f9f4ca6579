"""A learner's own texts: read from any CSV, refused with the row or column at fault, split once and for all."""

import numpy as np
import pytest

from playground import text
from playground.datasets import OwnReviews, uploads
from playground.datasets.own_reviews import store_texts
from playground.errors import ConfigError, StorageError, UploadError


def csv(rows: list[tuple[str, str]], header: str = "Comment;Verdict") -> bytes:
    """A file with a column of texts and a column of labels."""
    return "\n".join([header, *(f'"{words}";{label}' for words, label in rows)]).encode()


def rows(**counts: int) -> list[tuple[str, str]]:
    """So many rows of each label, one label after another."""
    return [(f"a {label} film, number {i}", label) for label, count in counts.items() for i in range(count)]


def refused(file: list[tuple[str, str]], **options) -> str:
    """The complaint about a file."""
    with pytest.raises(UploadError) as raised:
        store_texts(csv(file), "mine.csv", "Comment", "Verdict", **options)
    return str(raised.value)


def test_two_labels_are_a_binary_task_with_the_classes_in_alphabetical_order():
    dataset = store_texts(csv(rows(good=20, bad=30)), "mine.csv", "Comment", "Verdict")
    assert (dataset.task, dataset.class_names, dataset.num_outputs) == ("binary", ("bad", "good"), 1)
    assert dataset.is_here()
    assert dataset.is_ready()
    splits = dataset.load()
    assert (len(splits.train), len(splits.test), dataset.num_train) == (40, 10, 40)
    assert np.bincount(splits.train.targets).tolist() == [24, 16]
    assert np.bincount(splits.test.targets).tolist() == [6, 4]


def test_a_hundred_labels_are_a_multiclass_task():
    dataset = store_texts(csv(rows(**{f"c{i:03}": 2 for i in range(100)})), "mine.csv", "Comment", "Verdict")
    assert (dataset.task, dataset.num_outputs) == ("multiclass", 100)
    splits = dataset.load()
    assert splits.train.targets.max() == 99
    assert (np.bincount(splits.train.targets) == 1).all()
    assert (np.bincount(splits.test.targets) == 1).all()


def test_every_text_keeps_its_label_and_its_words():
    file = rows(good=15, bad=15, mixed=15)
    dataset = store_texts(csv(file), "mine.csv", "Comment", "Verdict")
    splits = dataset.load()
    found = []
    for part in (splits.train, splits.test):
        for i in range(len(part)):
            found.append((part.texts[i], dataset.class_names[part.targets[i]]))
            ids = part.token_ids[part.offsets[i] : part.offsets[i + 1]]
            assert [part.words[token_id] for token_id in ids] == text.words(part.texts[i])
    assert sorted(found) == sorted(file)


def test_a_file_sorted_by_label_is_shuffled():
    targets = store_texts(csv(rows(a=50, b=50)), "mine.csv", "Comment", "Verdict").load().train.targets
    assert 0 < targets[:40].sum() < 40


def test_the_same_file_with_the_same_columns_is_the_same_upload_and_another_choice_is_not():
    data = csv(rows(good=20, bad=20))
    first = store_texts(data, "mine.csv", "Comment", "Verdict")
    assert store_texts(data, "copy.csv", "Comment", "Verdict") == first
    assert store_texts(data, "mine.csv", "Comment", "Verdict", skip_incomplete=True) != first
    assert store_texts(data + b"\n", "mine.csv", "Comment", "Verdict") != first
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


def test_a_missing_label_or_text_names_the_first_row_and_how_many():
    file = rows(good=15, bad=15)
    file[3], file[7] = (file[3][0], " "), ("!?", "good")
    assert refused(file) == (
        "Row 5 has no label in column 'Verdict'; 2 rows are incomplete. Fill them in, or choose to leave out "
        "incomplete rows."
    )
    file[3] = rows(good=4)[3]
    assert refused(file).startswith("Row 9 has no text with a word in it in column 'Comment'. Fill")


def test_incomplete_rows_are_left_out_when_asked_for():
    file = [*rows(good=15, bad=15), ("", "good"), ("words", "")]
    splits = store_texts(csv(file), "mine.csv", "Comment", "Verdict", skip_incomplete=True).load()
    assert len(splits.train) + len(splits.test) == 30


def test_texts_like_none_or_na_are_labels_like_any_other():
    dataset = store_texts(csv(rows(NA=15, None_=15, null=15)), "mine.csv", "Comment", "Verdict")
    assert dataset.class_names == ("NA", "None_", "null")


def test_too_few_rows_are_refused():
    assert refused(rows(a=10, b=9)).startswith("The file has 19 rows with text and label; expected at least 20.")


def test_a_single_label_is_refused():
    assert refused(rows(good=30)) == ("Column 'Verdict' holds one label only, 'good'. Choose a column with several.")


def test_more_than_a_hundred_labels_are_probably_the_wrong_column():
    assert refused(rows(**{f"c{i}": 2 for i in range(101)})).startswith(
        "Column 'Verdict' holds 101 different labels; expected at most 100. Perhaps it is not the column of labels"
    )


def test_a_label_of_a_single_row_is_named_with_that_row():
    assert refused([*rows(good=15, bad=15), ("meh", "so so")]) == (
        "Only row 32 has the label 'so so'; each needs two rows at least, one to learn from and one for the test. "
        "Add some, or delete that row."
    )


def test_a_very_long_label_is_named_with_its_row():
    assert refused([*rows(good=15, bad=15), *rows(**{"x" * 101: 2})]).startswith(
        "The label in row 32 of column 'Verdict' has 101 characters; expected at most 100."
    )


def test_a_text_of_a_hundred_thousand_words_is_named_with_its_row():
    file = rows(good=15, bad=15)
    file[1] = ("word " * 100_000, "good")
    assert refused(file).startswith("The text in row 3 of column 'Comment' has 100,000 words; expected at most 20,000.")


def test_a_text_of_exactly_as_many_words_as_allowed_is_taken():
    file = rows(good=15, bad=15)
    file[1] = ("word " * 20_000, "good")
    assert store_texts(csv(file), "mine.csv", "Comment", "Verdict").load().train.lengths.max() == 20_000


def test_the_same_column_twice_or_one_that_is_not_there_is_refused():
    data = csv(rows(good=15, bad=15))
    with pytest.raises(UploadError, match="chosen as text and as label"):
        store_texts(data, "mine.csv", "Comment", "Comment")
    with pytest.raises(UploadError, match="The file has no column 'Label'; it has Comment, Verdict"):
        store_texts(data, "mine.csv", "Comment", "Label")


def test_a_full_disk_is_one_sentence_and_leaves_nothing_behind(own_home, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("playground.datasets.parsed.parse", full)
    with pytest.raises(StorageError, match="is full"):
        store_texts(csv(rows(good=15, bad=15)), "mine.csv", "Comment", "Verdict")
    assert list((own_home / "uploads").iterdir()) == []


def test_a_run_on_a_deleted_file_still_knows_its_classes():
    dataset = store_texts(csv(rows(a=10, b=10, c=10)), "mine.csv", "Comment", "Verdict", learner="abc")
    uploads.forget(dataset.upload, "abc")
    assert (dataset.is_here(), dataset.is_ready(), dataset.num_outputs) == (False, False, 3)
    with pytest.raises(UploadError, match=r"mine\.csv was deleted"):
        dataset.load()


def test_a_damaged_file_is_one_sentence():
    dataset = store_texts(csv(rows(good=15, bad=15)), "mine.csv", "Comment", "Verdict")
    (uploads.examples(dataset.upload, "texts") / "texts.arrow").write_bytes(b"\x80\x04 a pickle")
    with pytest.raises(UploadError, match=f"^The uploaded file {dataset.upload} cannot be read back"):
        dataset.load()
    (uploads.folder(dataset.upload) / "about.json").write_text('{"kind": "texts"}')
    with pytest.raises(UploadError, match="cannot be read back"):
        dataset.fetch()
