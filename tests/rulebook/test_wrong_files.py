"""Each check refuses a file that was really broken, and names file, line, field and reason.

One row a mistake: file, what is replaced, by what, the field and part of the reason the obstacle must
tell, and a text that must stand in the line it names.
"""

from __future__ import annotations

import pytest

from app.domain.obstacles import Obstacle, Trouble
from app.rulebook import Rulebook
from tests.rulebook.folder import Folder

TM = "matters/trademark/TM-REG.yaml"
INV = "matters/patent/PAT-APP-INV.yaml"
PAY = "matters/patent/PAT-PAY-ANNUAL.yaml"
IC = "matters/ic/IC-REG.yaml"
GROUPS = "forms/groups.yaml"
LISTS = "forms/option_lists.yaml"
ASKED = "forms/questions.yaml"
REGIONS = "forms/regions.yaml"
TYPES = "forms/field_types.yaml"
REASONS = "guides/reasons.yaml"
FEES = "fees/patent.yaml"
TMFEES = "fees/trademark.yaml"
CAL = "calendar/cn-2026.yaml"
EVAL = "evaluation/national.yaml"
KNOWN = "knowledge/payment.yaml"

SHAPE = [
    (TM, "handling: promised", "handling: promised\ncolour: red", "colour", "unknown field", "colour: red"),
    (TM, "\nconfidence: high", "", "", "missing required field `confidence`", "code: TM-REG"),
    (TM, "version: 2026.11.21", "version: 7", "version", "Expected `str`", "version: 7"),
    (TM, "window_role: accept", "window_role: all", "window_role", "Invalid enum value", "window_role: all"),
    (TM, "receipt_title: receipt", "receipt_title: yes", "receipt_title", "Invalid", "receipt_title: yes"),
    (TM, "from: 2019-11-01", "from: 2019-13-01", "effective_from", "Invalid", "2019-13-01"),
    (TM, "effective_to: null", "effective_to: 2001-01-01", "effective_to", "ends before", "2001-01-01"),
    (TM, "line: trademark", "line: trademark\nline: gi", "", "stands here twice", "line: gi"),
    (TM, "line: trademark", "line: &x trademark", "", "anchors", "line: &x"),
    (TM, "line: trademark", "line: !!str trademark", "", "tags", "!!str"),
    (TM, "line: trademark", "line: *x", "", "anchors and aliases", "line: *x"),
    (TM, "line: trademark", "? [line]\n: trademark", "", "a key must be a word", "? [line]"),
    (GROUPS, "sections:\n", "headings:\n", "headings", "not known here", "headings:"),
    (TM, "line: trademark", "line: [trademark", "", "expected ',' or ']'", "service"),
    (TM, "\nconfidence: high", "\n---\nconfidence: high", "", "one document", "---"),
    (TM, "    copies: 0", "    copies: -1", "materials[0].copies", "Expected `int` >= 0", "copies: -1"),
    (TM, "    need: required", "    need: maybe", "materials[0].need", "Invalid", "need: maybe"),
    (TM, "months: 9", "months: 9.5", "limits[0].months", "Expected `int | null`", "months: 9.5"),
    (TM, "id: q_applicant", "id: Q1", "questions[0].id", "matching regex", "id: Q1"),
    (TM, "  - {use: tm_mark}", "  - {use: tm_mark, as: x}", "fields[5].as", "unknown field", "as: x"),
    (GROUPS, "        privacy: public", "        privacy: open", "privacy", "Invalid enum", "privacy: open"),
    (LISTS, "zh: 自然人, en: Individual", "zh: 自然人", "party_kind[0]", "missing required", "自然人"),
    ("rules.yaml", "version: 2026.11.21", "version: next", "version", "matching regex", "next"),
    ("sources.yaml", "  title: 知识产权政务", "  name: 知识产权政务", "S-GUIDE2.name", "unknown", "name:"),
    ("matters/codes.yaml", "line: patent", "line: law", "PAT-APP-INV.line", "Invalid enum", "PAT-APP-INV"),
    ("guides/referrals.yaml", "neutral: false", "neutral: maybe", "neutral", "Expected `bool`", "maybe"),
    ("guides/destinations.yaml", "{zh: 国防专利机构, en:", "{zh: '', en:", "defence.zh", "length", "defence"),
    (
        "knowledge/categories.yaml",
        "named_in_law: true",
        "named: true",
        "patent_application.named",
        "unknown",
        "named",
    ),
]

FIELDS = [
    (INV, "  - id: biological_number", "  - id: title", "fields[7].id", "stands here twice", "- id: title"),
    (TM, "  - id: q_portrait", "  - id: mark_text", "questions[8].id", "is taken", "mark_text"),
    (
        INV,
        "    type: text\n    section: subject",
        "    type: string",
        "fields[0].type",
        "no field type",
        "string",
    ),
    (INV, "    section: subject", "    section: other", "fields[0].section", "no section", "section: other"),
    (REGIONS, "  US: {zh: 美国", "  USA: {zh: 美国", "regions.USA", "two capital letters", "USA"),
    (REGIONS, "  WO: {zh", "  CN: {zh", "offices.CN", "stands at", "  CN: {zh"),
    (REGIONS, "US: {zh: 美国", "US: {zh: 中国", "regions.US", "stands at CN", "US: {zh"),
    (REGIONS, ", pinyin: [meiguo, mg]", "", "regions.US", "missing required", "US: {zh"),
    (TYPES, "table: regions", "table: lands", "region.table", "no option list", "table: lands"),
    (INV, "    item: inventor\n", "", "fields[2].item", "needs an item", "- id: inventors"),
    (
        INV,
        "    item: inventor\n",
        "    item: creator\n",
        "fields[2].item",
        "no group creator",
        "item: creator",
    ),
    (
        INV,
        "    max: 60",
        "    max: 60\n    item: inventor",
        "fields[0].item",
        "takes no item",
        "item: inventor",
    ),
    (INV, "    max: 60", "    max: 60\n    min: 61", "fields[0].min", "above the most", "min: 61"),
    (INV, "{use: contact_pat}", "{use: contact}", "fields[3].use", "no group contact", "{use: contact}"),
    (GROUPS, "options: handler_role", "options: roles", "options", "no option list roles", "options: roles"),
    (GROUPS, "        options: handler_role\n", "", "options", "needs options", "- id: handler_role"),
    (TYPES, "options: party_kind", "options: parties", "party_kind.options", "no option list", "parties"),
    (
        LISTS,
        "{value: uscc,",
        "{value: resident_id,",
        "certificate_kind[1].value",
        "twice",
        "resident_id, zh: 统一",
    ),
    (
        LISTS,
        "effective_from: 2027-01-01",
        "effective_from: 2027-01-01, effective_to: 2026-01-01",
        "tm_mark_type[6].effective_to",
        "ends before",
        "motion",
    ),
    (GROUPS, "default: self", "default: me", "default", "me is not one of the options", "default: me"),
    (TM, "{use: tm_recipient}", "{use: delivery}", "", "stands here twice", "- id: delivery"),
]

NAMES = [
    (
        INV,
        "show_if: {q_biological:",
        "show_if: {q_bio:",
        "fields[6].show_if.q_bio",
        "no field or question",
        "q_bio:",
    ),
    (INV, "show_if: {q_exam: true}", "show_if: {q_exam: 'yes'}", "q_exam", "q_exam is never yes", "'yes'"),
    (
        INV,
        "show_if: {q_exam: true}",
        "show_if: {q_exam: 1}",
        "show_if.q_exam",
        "q_exam is never 1",
        "q_exam: 1",
    ),
    (GROUPS, "{kind: [foreign, hk", "{kind: [alien, hk", "kind", "kind is never alien", "[alien, hk"),
    (GROUPS, "required_if: {kind: [foreign]}", "required_if: {sort: [foreign]}", "sort", "no field", "sort:"),
    (
        GROUPS,
        "{applicants.kind: [enter",
        "{applicants.sort: [enter",
        "applicants.sort",
        "no field",
        "applicants.s",
    ),
    (
        GROUPS,
        "{applicants.kind: [enter",
        "{applicants.kind: [club, enter",
        "kind",
        "never club",
        "[club, enter",
    ),
    (INV, "pages_field: spec_pages", "pages_field: pages", "pages_field", "no field pages", "d: pages"),
    (INV, "default: =q_sequence", "default: =q_seq", "default", "no field or question q_seq", "=q_seq"),
    (INV, "default: =q_sequence", "default: =q_sequence(", "default", "not an expression", "=q_sequence("),
    (INV, "default: =q_sequence", "default: =open(q_sequence)", "default", "no function open", "=open("),
    (
        "matters/trademark/TM-RENEW.yaml",
        "computed: =today > expiry_date",
        "computed: =today > expiry",
        "computed",
        "no field or question expiry",
        "computed:",
    ),
    (
        INV,
        "  claims: =claims_count",
        "  claims: =claim_count",
        "fee_facts.claims",
        "no field",
        "=claim_count",
    ),
    (INV, "  claims: =claims_count", "  clams: 1", "fee_facts.clams", "no fee fact clams", "clams: 1"),
    (PAY, "=kind(fee_lines.number)", "=kind(fee_lines.no)", "fee_facts.kind", "fee_lines.no", "fee_lines.no"),
    (TM, "applicant_field: applicant_name", "applicant_field: owner", "applicant_field", "no field", "owner"),
    (
        TM,
        "applicant_field: applicant_name",
        "applicant_field: ''",
        "applicant_field",
        "needs an applicant",
        "''",
    ),
    (TM, "title_field: mark_text", "title_field: mark", "title_field", "no field mark", "title_field"),
    (
        "matters/trademark/TM-CHANGE.yaml",
        "number_field: marks.mark_number",
        "number_field: marks.number",
        "number_field",
        "no field marks.number",
        "number_field",
    ),
]

QUESTIONS = [
    (
        TM,
        "{use: tm_colour}",
        "{use: colour}",
        "questions[7].use",
        "no shared question colour",
        "{use: colour}",
    ),
    (TM, "default: organisation", "default: club", "questions[0].default", "not one of the answers", "club"),
    (
        TM,
        "value: individual_business\n",
        "value: organisation\n",
        "questions[0].answers",
        "same value",
        "answers",
    ),
    (
        ASKED,
        "    - value: false\n",
        "    - value: maybe\n",
        "pat_defence.answers",
        "yes-or-no",
        "answers",
    ),
    (
        TM,
        "        label: {zh: 普通商标, en: Ordinary}\n",
        "",
        "answers[0].label",
        "needs words",
        "value: ordinary",
    ),
    (INV, "ask_if: {q_priority: [domestic", "ask_if: {q_prior: [domestic", "q_prior", "no field", "q_prior"),
    (
        GROUPS,
        "show_if: {q_coapplicants: true}",
        "show_if: {q_co: true}",
        "q_co",
        "no field or question",
        "q_co",
    ),
    (TM, "[business_proof]", "[licence]", "answers[3].materials[0]", "no material licence", "[licence]"),
    (TM, "[business_proof]", "[mark_specimen]", "materials[0]", "always required", "[mark_specimen]"),
    (
        "matters/trademark/TM-CHANGE.yaml",
        "waive_materials: [registry_proof]",
        "waive_materials: [proof]",
        "waive_materials[0]",
        "no material proof",
        "[proof]",
    ),
    (
        INV,
        "fill: {drawing_pages: 0}",
        "fill: {drawing_page: 0}",
        "fill.drawing_page",
        "no field",
        "drawing_page:",
    ),
    (
        ASKED,
        "fill: {fee_reduction_requested: false}",
        "fill: {fee_reduction_requested: 0}",
        "",
        "never 0",
        ": 0",
    ),
    (
        INV,
        "facts: {exam: true}",
        "facts: {examination: true}",
        "facts.examination",
        "no fee fact",
        "examination",
    ),
    (TM, "also_open: [TM-Q-INFO]", "also_open: [TM-QUERY]", "also_open[0]", "no matter TM-QUERY", "TM-QUERY"),
    (
        TM,
        "          go: market_reg",
        "          go: market",
        "stop.go",
        "no destination market",
        "go: market",
    ),
    (TM, "see_matter: TM-COLL", "see_matter: TM-COL", "see_matter", "no matter TM-COL", "TM-COL"),
    (TM, "reason: R-ID-BUSINESS", "reason: R-NONE", "stop.reason", "unknown reason R-NONE", "R-NONE"),
    (TM, "reason: R-ID-BUSINESS", "reason: R-IC-2Y", "stop.reason", "does not list the reason", "R-IC-2Y"),
    (
        ASKED,
        "only_if: {q_residence: false}",
        "only_if: {q_home: false}",
        "only_if.q_home",
        "no field",
        "q_home",
    ),
    (IC, "auto: window_setting", "auto: window_mood", "auto", "window_mood", "auto: window_mood"),
]

LISTED = [
    (TM, "  - id: mark_specimen", "  - id: application_form", "materials[1].id", "twice", "application_form"),
    (
        TM,
        "    reason: R-TM-IMAGE",
        "    reason: R-IC-DRAW",
        "materials[1].reason",
        "does not list",
        "R-IC-DRAW",
    ),
    (TM, "fee_ids: [tm.registration]", "fee_ids: [tm.reg]", "fee_ids[0]", "no fee tm.reg", "[tm.reg]"),
    (TM, "[tm.registration]", "[tm.registration, tm.registration]", "fee_ids[1]", "twice", "fee_ids"),
    (TM, "  - R-ID-UNSIGNED", "  - R-UNSIGNED", "reasons[1]", "no reason R-UNSIGNED", "- R-UNSIGNED"),
    (TM, "  - material_list", "  - list", "papers[1]", "no paper list", "- list"),
    (TM, "[individual,", "[person,", "applicant_kinds[0]", "no kind of party person", "[person,"),
    (TM, "  - S-GUIDE2 item 29", "  - S-GUIDE3 item 29", "source[0]", "no source S-GUIDE3", "S-GUIDE3"),
    (TM, "second_check: refusal", "second_check: never", "second_check", "second person", "never"),
    (TM, "code: TM-REG", "code: TM-REGISTER", "code", "the file is named TM-REG", "TM-REGISTER"),
    (TM, "line: trademark", "line: gi", "line", "in the folder trademark", "line: gi"),
    ("matters/codes.yaml", "GEN-RATING:", "GEN-RATE:", "code", "missing in matters/codes", "GEN-RATING"),
    (REASONS, "outcome: refuse\n", "outcome: reject\n", "outcome", "Invalid enum", "outcome: reject"),
    (REASONS, "second_check: true", "second_check: false", "second_check", "second person", "second_check"),
    (
        TM,
        "effective_to: 2026-12-31}",
        "effective_from: 2027-02-01, effective_to: 2026-12-31}",
        "legal_basis[0].effective_to",
        "ends before",
        "2026-12-31",
    ),
    (
        IC,
        "    effective_from: 2026-10-15\n    originals",
        "    effective_from: 2026-10-15\n    effective_to: 2026-10-01\n    originals",
        "materials[2].effective_to",
        "ends before",
        "2026-10-01",
    ),
]

MONEY = [
    (
        FEES,
        "    amount_yuan: 900\n",
        "    amount_yuan: 9.5\n",
        "items[0].amount_yuan",
        "Expected `int",
        "9.5",
    ),
    (FEES, "    amount_yuan: 900\n", "    amount_yuan: -9\n", "items[0].amount_yuan", ">= 0", "-9"),
    (FEES, "    amount_yuan: 900\n", "", "items[0]", "amount is missing", "pat.inv.application"),
    (
        FEES,
        "    effective_from: 2018-08-01\n",
        "",
        "items[0]",
        "missing required field `effective_from`",
        "id:",
    ),
    (
        TMFEES,
        "    online_yuan: 270\n",
        "",
        "items[0].paper_yuan",
        "online_yuan is missing",
        "paper_yuan: 300",
    ),
    (
        TMFEES,
        "    paper_yuan: 300\n",
        "",
        "items[0].online_yuan",
        "paper_yuan is missing",
        "online_yuan: 270",
    ),
    (TMFEES, "    source: [S-TMFEE]\n", "    source: []\n", "items[1].source", "length >= 1", "source: []"),
    (EVAL, "effective_from: 2021-01-01\n", "", "", "missing required field `effective_from`", "source:"),
    (
        FEES,
        "    amount_yuan: 900\n",
        "    amount_yuan: 900\n    paper_yuan: 1\n",
        "items[0]",
        "more than one",
        "pat.",
    ),
    (FEES, "    unit: per_case\n", "    unit: each\n", "items[0].unit", "Invalid enum", "unit: each"),
    (
        FEES,
        "id: pat.um.application",
        "id: pat.inv.application",
        "items[1].effective_from",
        "same day",
        "2018",
    ),
    (FEES, "{from_page: 31, to_page: 300,", "{to_page: 300,", "tiers[0]", "pages or years", "to_page: 300"),
    (
        FEES,
        "rule: late_surcharge",
        "rule: surcharge",
        "rule",
        "fees/rules.yaml has no surcharge",
        "surcharge",
    ),
    (
        FEES,
        "source: [S-FEE26, S-RULES23 art.112]",
        "source: [S-FEE]",
        "items[0].source[0]",
        "S-FEE",
        "[S-FEE]",
    ),
    (FEES, "    effective_to: null", "    effective_to: 2001-01-01", "effective_to", "ends before", "2001"),
    (TMFEES, "    reducible: false", "    reducible: true", "reducible", "never reduced", "reducible: true"),
    ("fees/gi.yaml", "items:", "rows:", "rows", "not known here", "rows:"),
    ("fees/rules.yaml", "refund:", "refunds:", "refunds", "not known here", "refunds:"),
    (
        "fees/rules.yaml",
        "      percent: 25",
        "      percent: 2",
        "late_surcharge.ladder",
        "not rising",
        "ladder",
    ),
    ("fees/rules.yaml", "below 1,000,000", "under 1,000,000", "eligibility", "taxable_income", "eligibility"),
    (CAL, "  - 2026-01-02", "  - 2025-01-02", "holidays[1]", "another year", "2025-01-02"),
    (CAL, "  - 2026-01-02", "  - 2026-01-01", "holidays[1]", "twice", "2026-01-01"),
    (CAL, "  - 2026-01-04", "  - 2026-01-05", "make_up_days[0]", "cannot be", "2026-01-05"),
    (CAL, "year: 2026", "year: 2027", "year", "the file is named", "year: 2027"),
    (EVAL, "code: '510'", "code: '410'", "grades[0].options[0].code", "another grade", "410"),
    (EVAL, "code: '511'", "code: '510'", "grades[0].options[1].code", "twice", "先受理"),
    (EVAL, "grade: satisfied", "grade: very_satisfied", "grades[1].grade", "twice", "very_satisfied"),
]

EVERY = [*SHAPE, *FIELDS, *NAMES, *QUESTIONS, *LISTED, *MONEY]


def refused(folder: Folder) -> Obstacle:
    with pytest.raises(Obstacle) as caught:
        Rulebook.load(folder.root)
    assert caught.value.trouble is Trouble.RULES_BAD
    return caught.value


@pytest.mark.parametrize(
    ("name", "old", "new", "field", "reason", "line"),
    EVERY,
    ids=[f"{n}-{row[4][:24]}" for n, row in enumerate(EVERY)],
)
def test_a_mistake_is_refused(
    folder: Folder, name: str, old: str, new: str, field: str, reason: str, line: str
) -> None:
    folder.change(name, old, new)
    facts = refused(folder).facts
    told = {key: str(value) for key, value in facts.items()}
    assert set(told) == {"file", "line", "field", "reason"}
    assert reason in told["reason"]
    assert field in told["field"]
    assert (folder.root / told["file"]).is_file()
    assert line in folder.line(told["file"], int(facts["line"]))
