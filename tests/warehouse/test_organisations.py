"""Which organisation is meant: an exact key, a declared alias, a dated renaming, a correction; never similarity."""

from datetime import date

from tests.warehouse.rows import PROGRAMME, config

DAY = date(2020, 7, 22)
NAMES = """
    select organisation.organisation_name
    from star.fact_agreement as agreement
    inner join star.dim_organisation as organisation using (programme_code, organisation_key)
    where agreement.signed_date between organisation.valid_from and organisation.valid_to
    order by all
"""
TABLES = ("star.fact_agreement", "star.dim_organisation")


def test_a_legal_form_makes_no_other_organisation(written, believe):
    written.signing("a", DAY, parties=["㈜솔트룩스", "솔트룩스", "솔트룩스㈜"])
    assert believe(*TABLES).rows(NAMES) == [("솔트룩스",)]


def test_similar_names_stay_apart(written, believe):
    # two companies of one group
    written.signing("a", DAY, parties=["카카오", "카카오엔터프라이즈"])
    assert len(believe(*TABLES).rows(NAMES)) == 2


def test_a_declared_misprint_is_the_organisation_that_was_meant(written, believe):
    # as printed in the release that several outlets copied
    written.signing("a", DAY, parties=["클라우드웍스"])
    # the later list
    written.signing("b", DAY, (17, 21), ["크라우드웍스"])
    written.signing("c", DAY, (17, 21), ["클라우드웍스"])
    alias = config(
        "organisation_alias",
        {"alias_text": "클라우드웍스", "alias_key": "클라우드웍스", "organisation_name": "크라우드웍스"},
    )
    assert believe(*TABLES, organisation_alias=alias).rows(NAMES) == [("크라우드웍스",)]


def test_an_organisation_keeps_its_key_when_it_is_renamed_or_declared(written, believe):
    # signed under its old name
    written.signing("then", DAY, parties=["한국정보화진흥원"])
    # signed again under its new one
    written.signing("now", date(2022, 1, 10), parties=["한국지능정보사회진흥원"])
    key = "select organisation_key from star.organisation_text where organisation_text = '한국정보화진흥원'"
    undeclared = believe(*TABLES).row(key)
    organisation = config(
        "organisation",
        {
            "organisation_name": "한국정보화진흥원",
            "name_key": "한국정보화진흥원",
            "type_code": "institution",
            "valid_to": date(2020, 12, 9),
            "renamed_to": "한국지능정보사회진흥원",
        },
        {
            "organisation_name": "한국지능정보사회진흥원",
            "name_key": "한국지능정보사회진흥원",
            "type_code": "institution",
            "valid_from": date(2020, 12, 10),
        },
    )
    store = believe(*TABLES, organisation=organisation)
    assert store.row(key) == undeclared
    assert store.row("select count(distinct organisation_key) from star.fact_agreement") == (1,)
    assert store.rows(NAMES) == [("한국정보화진흥원",), ("한국지능정보사회진흥원",)]


def correction(**fields):
    common = {"correction_id": "c1", "programme_code": PROGRAMME, "field_code": "party", "decided_on": DAY}
    return config("correction", {**common, **fields})


def test_a_correction_of_a_party_counts_at_the_address_it_names(written, believe):
    written.signing("doc", DAY, parties=["㈜헬스허스"], url="http://example.org/1")
    # the same misprint elsewhere is not corrected by this line
    written.signing("other", date(2021, 1, 5), parties=["헬스허스"], url="http://example.org/2")
    fix = correction(url="http://example.org/1", was_text="헬스허스", now_text="헬스허브")
    assert believe(*TABLES, correction=fix).rows(NAMES) == [("헬스허브",), ("헬스허스",)]


def test_a_correction_without_a_new_text_withdraws_the_statement(written, believe):
    # an investor, not a party
    written.signing("doc", DAY, parties=["솔트룩스", "엑센트리벤처스"])
    fix = correction(document_id="doc", was_text="엑센트리벤처스")
    assert believe(*TABLES, correction=fix).rows(NAMES) == [("솔트룩스",)]


def test_a_number_and_a_day_can_be_corrected(written, believe):
    written.signing("doc", date(2020, 7, 2), (17, 12), ["솔트룩스"])
    fixes = correction(field_code="ordinal_last", was_text="12", now_text="21").vstack(
        correction(correction_id="c2", field_code="signed_date", was_text="2020-07-02", now_text="2020-07-22")
    )
    query = "select signed_date, ordinal_first, ordinal_last from star.fact_signing"
    assert believe("star.fact_signing", correction=fixes).rows(query) == [(DAY, 17, 21)]


def test_of_two_corrections_the_one_decided_last_counts(written, believe):
    written.total("doc", "companies", 29, DAY)
    first = correction(field_code="companies", was_text="29", now_text="91", decided_on=date(2026, 1, 1))
    last = correction(
        correction_id="c2", field_code="companies", was_text="29", now_text="92", decided_on=date(2026, 2, 1)
    )
    store = believe("star.fact_stated_total", correction=first.vstack(last))
    assert store.rows("select stated_count from star.fact_stated_total") == [(92,)]


def test_a_city_that_was_merged_keeps_its_region_for_what_happened_before(written, believe):
    written.signing("a", DAY, parties=["솔트룩스"])
    query = """
        select region.name_ko, region.successor_region_code
        from star.fact_signing as signing
        inner join star.dim_region as region using (programme_code, region_code)
        where signing.signed_date between region.valid_from and region.valid_to
    """
    assert believe("star.fact_signing", "star.dim_region").rows(query) == [("광주광역시", "12")]
