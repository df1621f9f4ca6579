from playground.wording import apart, at_most, counted, in_unit, listed, number_text, rounded


def test_numbers_that_differ_read_differently():
    assert apart([0.9304, 0.9301]) == ["0.9304", "0.9301"]
    assert apart([0.5, 0.25, 0.5]) == ["0.50", "0.25", "0.50"]
    assert apart([1.0, 1.0 + 1e-12]) == ["1.00000000", "1.00000000"]


def test_no_number_is_less_than_nothing():
    assert rounded(-0.001) == "0.00"
    assert rounded(-0.25) == "-0.25"


def test_what_is_never_exceeded_is_rounded_up():
    assert [at_most(value, 3) for value in (0.0041, 0.004, 0.0049)] == ["0.005", "0.004", "0.005"]


def test_one_is_singular():
    assert [counted(number, "word") for number in (0, 1, 2_000)] == ["0 words", "1 word", "2,000 words"]
    assert counted(2, "class", "classes") == "2 classes"


def test_a_list_of_words_ends_in_and():
    assert [listed(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_a_huge_number_is_a_power_of_ten_but_for_a_measured_one():
    assert [rounded(value) for value in (999_999.994, 1e6, -14_231_765_603_672, 3.4e38)] == [
        "999999.99",
        "1.00e6",
        "-1.42e13",
        "3.40e38",
    ]
    assert number_text(1.5e30) == "1.5000e30"
    assert apart([1.0001e30, 1.0002e30]) == ["1.0001e30", "1.0002e30"]
    assert in_unit(21_300_000_000, "$") == "21300000000.00 $"
    assert in_unit(1e30, "$") == "1.00e30 $"
