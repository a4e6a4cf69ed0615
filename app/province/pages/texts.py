"""Words of the visitor's page in both languages. Matters, materials and rating options are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.case import CaseStatus, MaterialState
from app.domain.evaluation import EvaluationOption, Grade
from app.domain.matter import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTexts:
    """What the page names but the province does not know by itself; from the rules, given at the start."""

    matters: Mapping[str, Words] = field(default_factory=dict)
    """matter code -> name"""
    received: frozenset[str] = frozenset()
    """codes of matters whose papers the window only receives"""
    materials: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    """matter code -> material id -> name"""
    reasons: Mapping[str, Words] = field(default_factory=dict)
    """reason code -> text"""
    options: Mapping[Grade, tuple[EvaluationOption, ...]] = field(default_factory=dict)
    """the national options of each grade (`Rulebook.evaluation_options`)"""


NO_TEXTS = PageTexts()

GRADES: Mapping[Grade, Words] = {
    Grade.VERY_SATISFIED: Words("非常满意", "Very satisfied"),
    Grade.SATISFIED: Words("满意", "Satisfied"),
    Grade.FAIRLY_SATISFIED: Words("基本满意", "Fairly satisfied"),
    Grade.DISSATISFIED: Words("不满意", "Dissatisfied"),
    Grade.VERY_DISSATISFIED: Words("非常不满意", "Very dissatisfied"),
}

STATUSES: Mapping[CaseStatus, Words] = {
    CaseStatus.PENDING_CHECK: Words("窗口正在复核", "Being checked at the window"),
    CaseStatus.RETURNED: Words("窗口正在复核", "Being checked at the window"),
    CaseStatus.ACCEPTED: Words("已受理", "Accepted"),
    CaseStatus.CORRECTION: Words("需要补正", "Something must be added or corrected"),
    CaseStatus.REFUSED: Words("不予受理", "Not accepted"),
    CaseStatus.TRANSFERRED: Words("已转交有关单位", "Passed on to the responsible office"),
    CaseStatus.ADVISED: Words("已答复", "Advice was given"),
    CaseStatus.VOIDED: Words("本记录已作废", "This record was voided"),
}
RECEIVED_ONLY = Words("已收件", "Received")
IN_PROGRESS = Words("办理中", "In progress")

LACKING: Mapping[MaterialState, Words] = {
    MaterialState.MISSING: Words("缺少", "missing"),
    MaterialState.WRONG: Words("需更正", "to be corrected"),
    MaterialState.TOLERATED: Words("可稍后补交", "may follow later"),
}

TITLE = Words("办事进度", "Progress")
RATE = Words("服务评价", "Rate the service")
VOLUNTARY = Words("评价自愿，内容保密。", "Rating is voluntary and kept confidential.")
STATUS = Words("状态", "Status")
NUMBER = Words("办件编号", "Case number")
MATTER = Words("事项", "Matter")
RECEIVED = Words("收件日期", "Received on")
DUE = Words("承诺办结日期", "Promised by")
VISITED = Words("来访日期", "Visited on")
STILL_NEEDED = Words("还需要", "Still needed")
REASONS = Words("说明", "Why")
OUTLET = Words("办理网点", "Outlet")
ADDRESS = Words("地址", "Address")
PHONE = Words("咨询电话", "Phone")
COMPLAINT = Words("监督电话", "Complaints")
HOURS = Words("办公时间", "Opening hours")
OPINION = Words("其他意见（可不填）", "Anything else (optional)")
SUBMIT = Words("提交评价", "Send the rating")
THANKS = Words("已收到您的评价，谢谢。", "Your rating has arrived. Thank you.")
CHOOSE = Words("请选择一个评价等级。", "Please choose a grade.")
SAY_WHY = Words("请勾选一个选项或写明原因。", "Please tick a reason or write one.")
UNKNOWN = Words("没有找到这个页面", "This page was not found")
UNKNOWN_WHY = Words(
    "请核对回执上的查询码。窗口离线办理的，联网后才能查到。",
    "Please check the code on your receipt. What was done offline appears once the window is online again.",
)
BUSY = Words("请稍后再试", "Please try again in a moment")
BUSY_WHY = Words(
    "从您所在的网络来的查询太多。请过几秒钟刷新本页。",
    "Too many requests come from your network. Please reload this page in a few seconds.",
)
OTHER_LANGUAGE = Words("English", "中文")
