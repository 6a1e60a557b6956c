"""The page's fixed words, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from report.words import Both

PAGE: Mapping[str, Both] = {
    "title": Both("협약은 목표에 얼마나 왔나", "How far the agreements have come"),
    "skip": Both("본문으로", "Skip to content"),
    "language": Both("언어", "Language"),
    "example": Both("가상 예시", "Invented example"),
    "example_long": Both(
        "가상의 도시와 사업이다. 다른 도시의 사업을 어떻게 더하는지 보이려고 만들었으며, 아래 수는 모두 지어낸 것이다.",
        "An invented city and programme, here to show how another is added. Every figure below is made up.",
    ),
    "on_track": Both("목표대로 가고 있나", "Are we on track?"),
    "due_day": Both("기한 당일", "On the day due"),
    "last_sound": Both("마지막으로 확실한 값", "Last sound figure"),
    "of_target": Both("목표 {target} · {due}까지", "Target {target} by {due}"),
    "unknown": Both("알 수 없음", "not known"),
    "at_least": Both("적어도", "at least"),
    "at_most": Both("많아야", "at most"),
    "set_by": Both("목표의 출처", "source of the target"),
    "later_stage": Both("더 새로운 값", "Newer figures"),
    "pace": Both("그때의 속도", "Pace at that time"),
    "pace_note": Both("(1이면 목표대로)", "(1 is on pace)"),
    "required": Both("기한까지 매달 필요", "Needed each month until due"),
    "projected": Both("지금 속도로 기한에", "By the due day at the present pace"),
    "bar_legend_value": Both("확실한 값", "sound figure"),
    "bar_legend_range": Both("기한 당일의 가능 범위", "possible range on the day due"),
    "bar_legend_pace": Both("그날 고른 속도라면", "even pace on that day"),
    "due_passed": Both("이 판정 뒤에 기한이 지났다.", "The day due has passed since this verdict."),
    "way": Both("목표까지의 경로", "The way to the goal"),
    "way_empty": Both("아직 그릴 수치가 없다.", "There is nothing to draw yet."),
    "as_table": Both("표로 보기", "As a table"),
    "day": Both("날짜", "Day"),
    "month": Both("월", "Month"),
    "measure": Both("세는 것", "What is counted"),
    "basis": Both("근거", "Basis"),
    "stated": Both("발표", "stated"),
    "derived": Both("서명에서 셈", "counted"),
    "value": Both("값", "Value"),
    "of_goal": Both("목표 대비", "Of target"),
    "time_gone": Both("지난 기간", "Time gone"),
    "pace_short": Both("속도", "Pace"),
    "doubt": Both("상태", "Standing"),
    "sectors": Both("분야", "Sectors"),
    "sites": Both("사무실 위치", "Office sites"),
    "funnel": Both("서명에서 본사 이전까지", "From signing to headquarters"),
    "funnel_note": Both(
        "각 단계는 앞 단계에 포함된다. 더하지 않는다.", "Each stage is part of the one before; they do not add up."
    ),
    "coverage": Both("회차는 얼마나 확인되나", "Which agreements are accounted for"),
    "coverage_line": Both(
        "{day}까지 발표된 {total}건 가운데 회차가 확인된 것은 {found}건 ({pct}\u00a0%).",
        "Of {total} agreements stated by {day}, {found} have a known ordinal ({pct}\u00a0%).",
    ),
    "missing": Both("아직 모르는 회차", "Ordinals not accounted for"),
    "named": Both("이름이 확인된 곳", "Organisations named"),
    "found": Both("확인된 회차", "Ordinals found"),
    "stated_total": Both("발표된 누계", "Total stated"),
    "share": Both("비율", "Share"),
    "count": Both("곳", "Organisations"),
    "as_of": Both("{day} 기준", "as of {day}"),
    "inconsistent": Both(
        "이 문서의 부분은 전체와 맞지 않는다.", "The parts in this document do not add up to its total."
    ),
    "months": Both("월별로 찾아낸 서명", "Signings found, by month"),
    "signings": Both("서명식", "Signings"),
    "agreements": Both("협약", "Agreements"),
    "cumulative": Both("누계", "Running total"),
    "months_note": Both(
        "날짜와 이름이 확인된 것만 센다. 발표된 누계보다 적다.",
        "Only what is found with its day and name: fewer than the total stated.",
    ),
    "differences": Both("서로 다른 수", "Where figures differ"),
    "differences_none": Both("서로 다른 수가 없다.", "No figures differ."),
    "differences_note": Both(
        "발표된 값과 다른 길로 구한 값을 견주었다. {n}건은 서로 맞는다.",
        "Stated figures are held against other roads to the same number; {n} of these comparisons agree.",
    ),
    "documents": Both("문서 {n}건", "{n} documents"),
    "one_document": Both("문서 1건", "1 document"),
    "explained": Both("설명됨", "explained"),
    "what_it_says": Both("무엇이 다른가", "What differs"),
    "difference": Both("차이", "Difference"),
    "probably": Both("까닭", "Likely reason"),
    "cut": Both("이 밖에 {n}행이 {table}에 있다.", "{n} more rows are in {table}."),
    "no_day": Both("날짜 모름", "day unknown"),
    "empty": Both(
        "아직 이 사업을 말하는 문서가 없다. 문서가 들어오면 이 자리에 수가 나타난다.",
        "No document speaks of this programme yet. Figures appear here once one does.",
    ),
    "no_programme": Both("설정된 사업이 없다.", "No programme is configured."),
    "checks": Both("이 판에 대한 검사", "Checks on this version"),
    "checks_line": Both("{passed}개 통과, {warned}개 경고.", "{passed} passed, {warned} warned."),
    "checks_none": Both("이 판에는 검사 기록이 없다.", "This version holds no verdicts."),
    "warned": Both(
        "경고 {n}건과 함께 발행된 판: 원문끼리 어긋난다.",
        "Published with {n} warnings: announcements contradict themselves or each other.",
    ),
    "warned_one": Both(
        "경고 1건과 함께 발행된 판: 원문끼리 어긋난다.",
        "Published with one warning: announcements contradict themselves or each other.",
    ),
    "see_checks": Both("자세히", "See which"),
    "changed": Both("지난 판에서 바뀐 값", "What changed since earlier versions"),
    "changed_none": Both("바뀐 값이 없다.", "Nothing changed."),
    "changed_line": Both("지금까지 바뀐 값 {n}개, 최근 것부터.", "{n} values changed so far, the newest first."),
    "version": Both("판", "Version"),
    "made": Both("만든 때", "Made"),
    "newest": Both("가장 새로운 문서", "Newest announcement"),
    "cell": Both("값의 자리", "Cell"),
    "was": Both("이전", "Before"),
    "now": Both("이후", "After"),
    "cause": Both("까닭", "Cause"),
    "files": Both("자료 내려받기", "Files"),
    "files_note": Both(
        "이 판의 폴더에 함께 있다. 표마다 Parquet와, 한 시트에 담기면 CSV(UTF-8, BOM), 전체는 엑셀 한 파일.",
        "In this version's folder: each table as Parquet and, where a sheet holds it, as CSV (UTF-8 with BOM), "
        "all of them in one Excel file.",
    ),
    "workbook": Both("엑셀 파일", "Excel workbook"),
    "package": Both("자료 설명(datapackage.json)", "Description (datapackage.json)"),
    "checksums": Both("체크섬(SHA256SUMS)", "Checksums (SHA256SUMS)"),
    "plots": Both("발표용 그림을 만드는 명령:", "Plots for slides come from:"),
    "read_me": Both("읽기 전에", "Before quoting"),
    "rules": Both(
        "협약, 협력 기관, 기업은 서로 다른 수다. 근무 인원은 새 일자리 수가 아니다. "
        "같은 무게의 출처가 엇갈리는 값은 싣지 않는다.",
        "Agreements, partners and companies are three different counts. Employees are a headcount, not jobs created. "
        "A value on which sources of equal standing differ is not shown.",
    ),
    "click": Both(
        "밑줄 친 수를 누르면 그 수가 나온 문장이 보인다.",
        "Select an underlined number to read the sentence it comes from.",
    ),
    "evidence": Both("이 수가 나온 문장", "The sentences behind this number"),
    "close": Both("닫기", "Close"),
    "more": Both("이 밖에 {n}개 문장이 evidence 표에 있다.", "{n} more sentences are in the evidence table."),
    "no_address": Both("주소 없음", "no address"),
    "read_by": Both("규칙", "rule"),
    "headline_evidence": Both("첫머리 수의 근거", "Sentences behind the headline figures"),
    "noscript": Both(
        "이 브라우저에서는 스크립트가 꺼져 있어, 문장 보기와 철회 여부 확인이 되지 않는다.",
        "Scripts are off: sentences do not open, and the page cannot tell whether it was withdrawn.",
    ),
}

FACTS: Mapping[str, Both] = {
    "stale": Both(
        "오래된 자료: 가장 새로운 문서는 {day} ({n}일 전). 그 뒤의 일은 들어 있지 않다.",
        "Old data: the newest announcement is of {day} ({n} days ago). Nothing later is in it.",
    ),
    "not_looked": Both(
        "새 문서를 마지막으로 찾아본 지 {n}일이 지났다({day}). 매일 돌아야 한다.",
        "Nobody has looked for new announcements for {n} days (since {day}); it should happen every night.",
    ),
    "withdrawn": Both(
        "철회된 판이다({day}). 까닭: {reason}. 이 수를 인용하지 마시오.",
        "This version was withdrawn on {day}. Reason: {reason}. Do not quote it.",
    ),
    "replaced": Both("새 판이 나와 있다.", "A newer version has been published."),
    "stands_in": Both(
        "더 새로운 판 {version}은 {day} 철회되었다. 까닭: {reason}. 이 판이 대신한다.",
        "A newer version, {version}, was withdrawn on {day}. Reason: {reason}. This one stands in for it.",
    ),
    "held": Both(
        "{day}부터 새 판이 보류되어 있다: 점검을 통과하지 못했다. 이 수는 마지막으로 통과한 판의 것이며, 그 뒤에 모은 "
        "문서는 들어 있지 않다.",
        "Since {day} newer versions have been held back: a check failed. These numbers are of the last version that "
        "passed; announcements collected since are not in them.",
    ),
    "alone": Both(
        "떼어 낸 사본이라, 그 뒤에 철회되거나 새 판이 나왔는지 알 수 없다.",
        "A copy on its own: it cannot tell whether it was withdrawn or replaced since.",
    ),
    "open_current": Both("지금 판 보기", "Open the current version"),
}

STANDINGS: Mapping[str, Both] = {
    "normal": Both("정상", "normal"),
    "provisional": Both("잠정", "provisional"),
    "disputed": Both("출처가 엇갈림", "disputed"),
    "definition_suspect": Both("정의가 의심됨", "definition suspect"),
    "estimated": Both("추정", "estimated"),
}
"""``observation_status``, as SDMX names it."""
PROJECTIONS: Mapping[str, Both] = {
    "projected": Both("최근 18개월의 가장 느린 속도와 빠른 속도로", "at the slowest and fastest pace of 18 months"),
    "derived": Both("전망하지 않음", "not projected"),
    "not_primary": Both("전망하지 않음", "not projected"),
    "no_value": Both("전망하지 않음: 값이 없음", "not projected: no value"),
    "fell_due": Both("전망하지 않음: 기한이 지남", "not projected: it fell due"),
    "too_few_points": Both("전망하지 않음: 값이 너무 적음", "not projected: too few figures"),
}
CAUSES: Mapping[str, Both] = {
    "new_document": Both("새 문서", "new document"),
    "document_taken_down": Both("문서 내림", "document taken down"),
    "source_corrected": Both("출처가 고침", "source corrected"),
    "rule_changed": Both("규칙 변경", "rule changed"),
    "identity_changed": Both("같은 곳으로 확인됨", "identity changed"),
    "correction_declared": Both("정정 선언", "correction declared"),
}
