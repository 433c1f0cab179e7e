"""Appraisal of performance (tests/cases/appraisal.toml), by its figures."""

from lawcases import FILES


def test_every_cell_of_the_matrix_of_predicates_has_its_case():
    pairs = [
        (c["facts"]["work_result"], c["facts"]["conduct"])
        for c in FILES["appraisal"]["cases"]
        if c["expect"] != "UNKNOWN"
    ]
    assert len(pairs) == len(set(pairs)) == 9


def test_good_results_with_bad_conduct_are_kurang():
    found = {
        c["facts"]["work_result"]: c["expect"]
        for c in FILES["appraisal"]["cases"]
        if c["facts"].get("conduct") == "di_bawah"
    }
    assert found == {"di_atas": "kurang", "sesuai": "kurang", "di_bawah": "sangat_kurang"}
