from tests.pairs import missing, pairwise


def test_cases_in_pairs_are_few_and_leave_no_pair_out():
    options = {"cell": ["lstm", "gru"], "way": ["forward", "both"], "mask": [True, False]}
    assert len(cases := pairwise(**options)) == 4
    assert missing(cases, [*options.values()]) == set()


def test_a_pair_that_is_left_out_is_found():
    assert missing([(1, 1), (2, 2), (1, 2)], [[1, 2], [1, 2]]) == {(0, 1, 2, 1)}
