"""One invented paper of every kind, as full as a real one. Names end with （示例）."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from app.domain.consultation import ConsultationResult
from app.domain.evaluation import Grade
from app.domain.matter import ReceiptTitle
from app.domain.numbering import NumberKind, make
from app.domain.paper import Paper, PaperKind
from app.domain.paper_values import (
    VALUES_OF,
    AcceptanceReceiptValues,
    ChargeLine,
    ConsultationChannel,
    ConsultationSlipValues,
    CorrectionNoticeValues,
    CorrectionRow,
    Delivery,
    EvaluationSlipValues,
    GradeOptions,
    Handling,
    InquiryResultValues,
    InquiryTerm,
    Layout,
    MaterialCheck,
    MaterialForm,
    MaterialListValues,
    MaterialNeed,
    MaterialRow,
    MaterialSource,
    Opinion,
    OptionWords,
    PaperHead,
    PaperValues,
    PartyLine,
    PaymentRecordValues,
    PaymentRow,
    RefusalGround,
    RefusalNoticeValues,
    RefusalReason,
    ReviewFee,
    ReviewRow,
    ReviewSlipValues,
    ReviewTrigger,
    ReviewVerdict,
    WaivedMaterial,
)
from app.domain.payment import Channel, PaymentKind, PaymentStatus
from app.domain.staff import Station

COMPANY = "杭州天衡知微半导体科技有限公司（示例）"
_STATION = Station(
    outlet="330106",
    window="01",
    series="0001",
    outlet_name="杭州市知识产权综合服务中心",
    window_name="3 号窗口",
)


def number(kind: NumberKind, serial: int) -> str:
    made = make(kind, _STATION, date(2026, 11, 21), serial)
    assert isinstance(made, str)
    return made


CASE = number(NumberKind.CASE, 7)
NOON = "2026-11-21T11:42:08+08:00"

HEAD = PaperHead(
    outlet_name="杭州市知识产权综合服务中心",
    window_name="3 号窗口",
    number=number(NumberKind.PAPER, 17),
    made_at=NOON,
    clerk_name="王敏（示例）",
    clerk_number="012",
    package_version="2026.11.1",
    provincial_number="330000202611218800142",
    consult_phone="0571-00000000",
    complaint_phone="12345",
    hours="工作日 9:00—17:00",
    qr_url="https://ip.example.gov.cn/v/330106010001202611210007?k=8F2K33QP",
    query_code="8F2K-33QP",
)

RECEIPT = AcceptanceReceiptValues(
    head=HEAD,
    title=ReceiptTitle.RECEIPT,
    applicants=(
        PartyLine(
            name=COMPANY,
            kind="企业法人",
            certificate_kind="统一社会信用代码",
            certificate_number="913***********1234",
        ),
    ),
    matter_name="发明专利申请",
    matter_code="PAT-01",
    case_number=CASE,
    contact_name="李想（示例）",
    contact_phone="138****5678",
    agency="浙江明理专利代理有限公司（示例）",
    agent="周正（示例）",
    power_of_attorney="已提交（总委托书编号 ZW0000001）",
    situation="费用减缴已备案；要求优先权 2 项",
    subject="一种基于深度学习的晶圆缺陷图像识别装置及其控制方法",
    handling=Handling.PROMISED,
    accepted_at=NOON,
    received_at=NOON,
    applied_at=NOON,
    legal_basis=("专利法第二十六条", "专利法实施细则第四十三条"),
    statutory_limit="由国家知识产权局按专利法及其实施细则审查",
    promised_limit="窗口 1 个工作日内转送",
    due_on="2026-11-24",
    excluded_time="申请人补正、缴费的时间",
    charges=(
        ChargeLine(name="申请费（减缴 85%）", amount_fen=13500, basis="发改价格〔2017〕270号"),
        ChargeLine(name="权利要求附加费 5 项（减缴 0%）", amount_fen=75000),
        ChargeLine(name="优先权要求费 2 项", amount_fen=16000),
        ChargeLine(name="公布印刷费", amount_fen=5000),
    ),
    charges_total_fen=109500,
    material_count=7,
    material_pages=58,
    material_list_number=number(NumberKind.PAPER, 18),
    result_name="转送凭证",
    delivery=Delivery.ELECTRONIC,
    authority="国家知识产权局",
)

MATERIALS = MaterialListValues(
    head=HEAD,
    case_number=CASE,
    applicants=(COMPANY,),
    matter_name="发明专利申请",
    subject="一种基于深度学习的晶圆缺陷图像识别装置及其控制方法",
    received_at=NOON,
    rows=(
        MaterialRow(name="发明专利请求书", pages=6, grade="D"),
        MaterialRow(name="说明书", pages=24, grade="D"),
        MaterialRow(name="权利要求书（15 项）", pages=4, grade="D"),
        MaterialRow(name="说明书附图", pages=6, grade="D"),
        MaterialRow(name="说明书摘要", pages=1, grade="D"),
        MaterialRow(
            name="在先申请文件副本",
            form=MaterialForm.COPY,
            due=2,
            received=2,
            pages=17,
            grade="B",
            original_returned=True,
        ),
        MaterialRow(
            name="营业执照",
            source=MaterialSource.LICENCE,
            form=MaterialForm.E_LICENCE,
            pages=1,
            grade="A",
            note="电子证照核验通过",
        ),
        MaterialRow(
            name="费用减缴备案证明",
            source=MaterialSource.SHARED,
            due=1,
            received=0,
            need=MaterialNeed.WAIVED,
            check=MaterialCheck.PENDING,
            note="系统核验",
        ),
    ),
    waived=(WaivedMaterial(name="费用减缴备案证明", basis="专利收费减缴办法，备案信息共享"),),
)

CORRECTION = CorrectionNoticeValues(
    head=HEAD,
    case_number=CASE,
    applicants=(COMPANY,),
    matter_name="商标注册申请",
    subject="“云栖谷雨”文字商标（第 30 类、第 35 类）",
    received_at=NOON,
    basis=("行政许可法第三十二条第一款第（四）项", "商标法实施条例第十八条"),
    rows=(
        CorrectionRow(
            about="商标代理委托书",
            code="MAT-01",
            problem="未提交委托书。",
            remedy="提交由申请人盖章的委托书原件一份，写明代理内容和权限。",
            sample_page="第 3 页",
        ),
        CorrectionRow(
            about="商品或者服务项目",
            code="GDS-04",
            problem="第 30 类“茶制品（保健用）”不是规范的商品名称。",
            remedy="改为《类似商品和服务区分表》中的规范名称，或者附商品说明。",
        ),
    ),
    corrected_here=("申请书漏填联系人，已当场补填",),
    ways=(Delivery.WINDOW, Delivery.POST),
    term="自收到本告知书之日起 30 日内",
    due_on="2026-12-21",
    kept=("申请书 1 份", "营业执照复印件 1 份", "商标图样 5 张"),
    authority="杭州市知识产权综合服务中心",
)

REFUSAL = RefusalNoticeValues(
    head=HEAD,
    case_number=CASE,
    applicants=(COMPANY,),
    matter_name="集成电路布图设计登记申请",
    subject="THZW-7 型电源管理芯片布图设计",
    applied_at=NOON,
    ground=RefusalGround.CONDITIONS_NOT_MET,
    reasons=(
        RefusalReason(
            code="IC-LATE",
            words="布图设计自其在世界任何地方首次商业利用之日起二年内未提出登记申请的，不再予以登记。",
            about="首次商业利用日期",
            note="申请表载明首次商业利用日为 2024年11月20日，至申请之日已满二年零一天。",
        ),
    ),
    legal_basis=("集成电路布图设计保护条例第十七条",),
    facts="申请人当场确认首次商业利用日期无误。",
    reviewer_name="陈立（示例）",
    authority="杭州市知识产权综合服务中心",
    returned=("登记申请表 1 份", "复制件或者图样 1 份", "集成电路样品 4 件"),
)

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

SAMPLES: dict[PaperKind, PaperValues] = {
    PaperKind.ACCEPTANCE_RECEIPT: RECEIPT,
    PaperKind.MATERIAL_LIST: MATERIALS,
    PaperKind.CORRECTION_NOTICE: CORRECTION,
    PaperKind.REFUSAL_NOTICE: REFUSAL,
    PaperKind.PAYMENT_RECORD: PAYMENT,
    PaperKind.EVALUATION_SLIP: EVALUATION,
    PaperKind.REVIEW_SLIP: REVIEW,
    PaperKind.CONSULTATION_SLIP: CONSULTATION,
    PaperKind.INQUIRY_RESULT: INQUIRY,
}


def paper(values: PaperValues, layout: Layout | None = None, **changes: Any) -> Paper:
    """A paper that holds the values, the way it comes back from the store."""
    kind = next(kind for kind, each in VALUES_OF.items() if isinstance(values, each))
    head = values.head if layout is None else replace(values.head, layout=layout)
    plain = msgspec.json.decode(msgspec.json.encode(replace(values, head=head, **changes)))
    return Paper(id="p", kind=kind, number=head.number, about="r", values=plain)
