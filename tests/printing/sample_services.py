"""Invented papers of the other services. Names end with （示例）."""

from __future__ import annotations

from app.domain.consultation import ConsultationResult
from app.domain.evaluation import Grade
from app.domain.paper_values import (
    ConsultationChannel,
    ConsultationSlipValues,
    EvaluationSlipValues,
    GradeOptions,
    InquiryResultValues,
    InquiryTerm,
    Opinion,
    OptionWords,
    PaymentRecordValues,
    PaymentRow,
    ReviewFee,
    ReviewRow,
    ReviewSlipValues,
    ReviewTrigger,
    ReviewVerdict,
)
from app.domain.payment import Channel, PaymentKind, PaymentStatus
from tests.printing.sample_desk import CASE, COMPANY, HEAD, NOON

PAYMENT = PaymentRecordValues(
    head=HEAD,
    kind=PaymentKind.RECORD,
    status=PaymentStatus.CONFIRMED,
    payer="浙江明理专利代理有限公司（示例）",
    bill_title=COMPANY,
    bill_uscc="913***********1234",
    email="f***@example.com",
    phone="138****5678",
    charging_unit="国家知识产权局",
    rows=(
        PaymentRow(
            fee_name="发明专利年费",
            fee_code="1701",
            right_number="2021100012345",
            holder=COMPANY,
            year_or_class="第 6 年",
            standard_fen=120000,
            waived_percent=85,
            due_fen=18000,
            surcharge_fen=6000,
        ),
        PaymentRow(
            fee_name="实用新型专利年费",
            fee_code="1702",
            right_number="202220009876X",
            holder="桐庐茗溪茶业合作社（示例）",
            year_or_class="第 4 年",
            standard_fen=90000,
            due_fen=90000,
        ),
    ),
    total_fen=114000,
    capitals="人民币壹仟壹佰肆拾元整",
    channel=Channel.POS,
    reference="POS 202611210042",
    account_name="国家知识产权局专利局",
    paid_on="2026-11-21",
    basis=("发改价格〔2017〕270号", "专利法实施细则第一百一十五条"),
)

_NATIONAL_OPTIONS: dict[Grade, tuple[int, list[str]]] = {
    Grade.VERY_SATISFIED: (
        510,
        [
            "一窗受理一次办结",
            "可以先受理后补材料",
            "不用提交证明",
            "可以全程网上办理",
            "可以使用手机办理",
            "可以就近办理",
            "无需材料直接办理",
            "服务热情效率高",
        ],
    ),
    Grade.SATISFIED: (
        406,
        [
            "填写一张表单就可完成申报",
            "在线提交材料窗口核验",
            "一张清单告知全部申报材料",
            "用告知承诺减免申报材料",
            "可以在线预约办理",
            "跑大厅一次办完",
            "可以使用自助机办理",
            "服务态度较好",
        ],
    ),
    Grade.FAIRLY_SATISFIED: (
        307,
        [
            "一次性告知需要补正的材料",
            "提供申报材料样本",
            "在承诺的时间内办结",
            "办事指南指引准确",
            "按办事指南要求的材料即可办理",
            "可以快递送达",
            "跑动次数与承诺的一致",
            "服务态度一般",
        ],
    ),
    Grade.DISSATISFIED: (
        207,
        [
            "没有提供材料样本",
            "没有提供材料清单",
            "未在承诺时间内办结",
            "同样内容的证明材料被要求多次提交",
            "承诺网办但无法在线办理",
            "在线预约办理后到实体大厅重复取号排队",
            "窗口人员业务不熟练",
            "服务态度生硬",
        ],
    ),
    Grade.VERY_DISSATISFIED: (
        108,
        [
            "在办事指南之外增加新的审批条件",
            "需提供办事指南之外的申报材料",
            "无理由超过法定办理时间",
            "办事指南提供样本有错",
            "承诺在线收取申报材料实际无法收取",
            "多头跑窗口和部门",
            "跑动次数与承诺的不一致",
            "服务态度差效率低",
        ],
    ),
}
"""first code and words (GB/T 39734-2020)"""

EVALUATION = EvaluationSlipValues(
    head=HEAD,
    case_number=CASE,
    matter_name="发明专利申请",
    done_at=NOON,
    valid_until="2026-12-21",
    grades=tuple(
        GradeOptions(
            grade=grade,
            options=tuple(
                OptionWords(code=str(code), words=words) for code, words in enumerate(options, first)
            ),
        )
        for grade, (first, options) in _NATIONAL_OPTIONS.items()
    ),
)

REVIEW = ReviewSlipValues(
    head=HEAD,
    case_number=CASE,
    triggers=(ReviewTrigger.REFUSAL, ReviewTrigger.RULE),
    applicants=(COMPANY,),
    matter_name="集成电路布图设计登记申请",
    proposed="不予受理",
    first=Opinion(
        name="王敏（示例）",
        number="012",
        words="首次商业利用日为 2024年11月20日，已超过二年，建议不予受理，并告知救济途径。",
        at=NOON,
    ),
    second=Opinion(
        name="陈立（示例）",
        number="003",
        words="同意初审意见，日期已与合同核对。",
        at="2026-11-21T13:05:00+08:00",
    ),
    verdict=ReviewVerdict.AGREE,
    materials=(
        ReviewRow(item="登记申请表", first="齐全", second="齐全"),
        ReviewRow(item="首次商业利用证明", first="2024年11月20日", second="2024年11月20日"),
    ),
    fees=(ReviewFee(name="布图设计登记费", due_fen=100000, entered_fen=100000),),
    limits=(ReviewRow(item="首次商业利用起二年", first="已超过 1 天", second="已超过 1 天"),),
    papers=(ReviewRow(item="不予受理通知书 一式两份", first="内容完整", second="内容完整"),),
    outcome="制发不予受理通知书",
    remote="账号 003　2026年11月21日 13:05　校验值 9F31-77AC",
)

CONSULTATION = ConsultationSlipValues(
    head=HEAD,
    started_at="2026-11-21T11:20:00+08:00",
    ended_at="2026-11-21T11:31:00+08:00",
    channel=ConsultationChannel.PHONE,
    category="专利质押融资",
    subject="中小企业如何办理专利权质押登记",
    question="公司有两件发明专利，想向银行贷款，需要准备哪些材料？\n质押期间能否继续许可他人使用？",
    answer="办理专利权质押登记，需要提交登记申请表、质押合同和双方身份证明；可以在线或者到代办处窗口办理。\n"
    "质押期间许可他人实施的，应当取得质权人同意。",
    result=ConsultationResult.CALL_BACK,
    person="李想（示例）",
    person_kind="中小微企业",
    phone="138****5678",
    basis=("民法典第四百四十四条", "KB-PLEDGE-02@3"),
    referred_to="市知识产权局运用促进处",
    referred_contact="质押融资专员",
    due_on="2026-11-26",
    leaflets=("专利质押融资一次告知单",),
    need_collected=True,
)

INQUIRY = InquiryResultValues(
    head=HEAD,
    scope="商标公开数据",
    terms=(InquiryTerm(label="商标名称", text="云栖谷雨"), InquiryTerm(label="类别", text="第 30 类")),
    source_name="浙江省公共检索数据包 2026.46",
    data_as_of="2026-11-15",
    columns=("注册号", "商标", "类别", "申请人", "状态", "申请日"),
    rows=tuple(
        (
            str(58000000 + n * 137),
            f"云栖{'谷雨清明春分'[n % 5 : n % 5 + 2]}",
            "30",
            f"样本公司 {n}（示例）",
            "已注册" if n % 3 else "等待实质审查",
            f"2024-0{n % 9 + 1}-1{n % 10}",
        )
        for n in range(14)
    ),
    hits=37,
    asked_by="李想（示例）",
    reason="申请前查询",
)
