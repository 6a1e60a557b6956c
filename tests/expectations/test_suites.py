"""The list of checks and the audits that the warehouse makes are the same list, told from both sides."""

from expectations.suites import CHECKS
from warehouse.build import audits


def test_every_audit_is_judged_and_every_check_has_its_audit():
    of_the_warehouse = {(one.name, one.shape, one.severity, one.owner) for one in audits()}
    of_the_suites = {(check.name, check.shape, check.severity, check.owner) for check in CHECKS}
    assert of_the_suites == of_the_warehouse


def test_a_comparison_names_its_rows_by_the_audits_key():
    keys = {one.name: one.key for one in audits() if one.shape == "compare"}
    assert {check.name: check.key for check in CHECKS if check.shape == "compare"} == keys
