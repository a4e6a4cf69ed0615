"""Invented papers of a case. Names end with （示例）."""

from __future__ import annotations

from app.domain.matter import ReceiptTitle
from app.domain.numbering import NumberKind
from app.domain.paper_values import (
    AcceptanceReceiptValues,
    ChargeLine,
    CorrectionNoticeValues,
    CorrectionRow,
    Delivery,
    Handling,
    MaterialCheck,
    MaterialForm,
    MaterialListValues,
    MaterialNeed,
    MaterialRow,
    MaterialSource,
    PartyLine,
    RefusalGround,
    RefusalNoticeValues,
    RefusalReason,
    WaivedMaterial,
)
from tests.printing.sample_desk import CASE, COMPANY, HEAD, NOON, number

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
            code="R-AUTH-AGENCY-STATUS",
            problem="未提交委托书。",
            remedy="提交由申请人盖章的委托书原件一份，写明代理内容和权限。",
            sample_page="第 3 页",
        ),
        CorrectionRow(
            about="商品或者服务项目",
            code="R-MAT-INCOMPLETE",
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
            code="R-TIME-REDUCTION",
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
