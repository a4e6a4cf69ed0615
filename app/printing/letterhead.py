"""Head and foot of every paper: who issues it, its title and numbers, whom to ask, who printed it."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.paper_values import PaperHead
from app.printing import codes, fonts, lines
from app.printing.flow import BASELINE, Flow
from app.printing.ink import Fill, Ink, Rule, Text, frame
from app.printing.sheet import MM, Sheet
from app.printing.template import Template, shared
from app.printing.texts import moment, or_dash, spoken

BAND = 9 * MM
"""line of the marks above the head: reprint left, training in the middle, copy right"""
_CODE_WIDTH, _CODE_HEIGHT = 54 * MM, 9 * MM
_FOOT_LINES = 12
"""more than a sane station has; what is beyond would push the paper's own text off the page"""


def head(flow: Flow, head: PaperHead, template: Template, title: str, notes: Sequence[str]) -> None:
    """Everything above the first block of the paper."""
    if flow.sheet.strip:
        _strip_head(flow, head, title)
    else:
        _page_head(flow, head, title)
    for note in notes:
        flow.text(note, size=flow.sheet.table, align="center", bold=True)
    flow.gap(flow.sheet.pad)
    _numbers(flow, head, template)
    if head.offline:
        _banner(flow, shared().statement("offline"))
    flow.gap(flow.sheet.pad * 1.6)


def _page_head(flow: Flow, head: PaperHead, title: str) -> None:
    sheet, top = flow.sheet, flow.y
    room = sheet.measure - _CODE_WIDTH - 6 * MM
    y = top
    service = shared().label("service")
    for text, size, bold in ((head.outlet_name, sheet.body * 1.15, True), (service, sheet.table, False)):
        step = sheet.leading(size)
        for line in lines.wrap(or_dash(text), room, size, bold):
            flow.draw([Text(sheet.left, y + step * BASELINE, size, line, bold)])
            y += step
    bars = codes.code128(head.number, sheet.right - _CODE_WIDTH, top, _CODE_WIDTH, _CODE_HEIGHT)
    low = top
    if bars is not None:
        flow.draw([bars])
        said = spoken(head.number)
        size = min(sheet.small, sheet.small * _CODE_WIDTH / fonts.width(said, sheet.small))
        low = top + _CODE_HEIGHT + size * 1.3
        x = sheet.right - (_CODE_WIDTH + fonts.width(said, size)) / 2
        flow.draw([Text(x, low - size * 0.25, size, said)])
    flow.y = max(y, low) + 2 * MM
    flow.rule(1.4, 0.0)
    flow.y += 1.8
    flow.rule(0.4, 0.0)
    flow.gap(4.5 * MM)
    flow.text(title, size=sheet.title, bold=True, align="center")
    flow.gap(1 * MM)


def _strip_head(flow: Flow, head: PaperHead, title: str) -> None:
    sheet = flow.sheet
    flow.text(or_dash(head.outlet_name), size=sheet.body, bold=True, align="center")
    flow.text(shared().label("service"), size=sheet.small, align="center")
    flow.gap(2 * MM)
    flow.text(title, size=sheet.title, bold=True, align="center")
    wide = sheet.measure - 6 * MM
    bars = codes.code128(head.number, sheet.left + 3 * MM, flow.y + 1 * MM, wide, _CODE_HEIGHT)
    if bars is not None:
        flow.draw([bars])
        flow.gap(_CODE_HEIGHT + 2 * MM)


def _numbers(flow: Flow, head: PaperHead, template: Template) -> None:
    sheet, words = flow.sheet, shared()
    own = f"{template.label('number')}：{spoken(head.number)}"
    provincial = f"{words.label('provincial')}：{head.provincial_number or words.label('pending')}"
    size, step = sheet.table, sheet.leading(sheet.table)
    together = fonts.width(own, size) + fonts.width(provincial, size) + 4 * MM
    if sheet.strip or together > sheet.measure:
        flow.text(own, size=size)
        flow.text(provincial, size=size)
        return
    line = flow.y + step * BASELINE
    flow.draw([Text(sheet.left, line, size, own)])
    flow.draw([Text(sheet.right - fonts.width(provincial, size), line, size, provincial)])
    flow.gap(step)


def _banner(flow: Flow, text: str) -> None:
    """One shaded line that must be seen."""
    sheet, size = flow.sheet, flow.sheet.table
    step = sheet.leading(size)
    wrapped = lines.wrap(text, sheet.measure - 2 * sheet.pad, size, bold=True)
    flow.gap(sheet.pad)
    flow.draw([Fill(sheet.left, flow.y, sheet.measure, len(wrapped) * step + sheet.pad, 0.88)])
    flow.gap(sheet.pad / 2)
    for line in wrapped:
        flow.draw([Text(sheet.left + sheet.pad, flow.y + step * BASELINE, size, line, bold=True)])
        flow.gap(step)
    flow.gap(sheet.pad / 2)


def running_head(flow: Flow, head: PaperHead, title: str) -> None:
    """The line above what continues on a further page."""
    sheet = flow.sheet
    flow.text(f"{title}　{spoken(head.number)}", size=sheet.small, gray=0.25)
    flow.gap(1 * MM)
    flow.rule()
    flow.gap(3 * MM)


def running_head_height(sheet: Sheet) -> float:
    """Of the usual single line."""
    return sheet.leading(sheet.small) + 4 * MM


def foot_lines(sheet: Sheet, head: PaperHead, template: Template) -> list[str]:
    """Whom to ask, who printed it, what happens to personal data."""
    words = shared()
    ask = [
        f"{words.label('consult')} {or_dash(head.consult_phone)}",
        f"{words.label('complain')} {or_dash(head.complaint_phone)}",
        f"{words.label('hours')} {or_dash(head.hours)}",
    ]
    clerk = words.statement("clerk", name=or_dash(head.clerk_name), number=or_dash(head.clerk_number))
    facts = [
        f"{words.label('made')} {moment(head.made_at)}",
        clerk,
        or_dash(head.window_name),
        f"{words.label('rules')} {or_dash(head.package_version)}",
    ]
    privacy = template.statements.get("privacy") or words.statement("privacy")
    wrapped: list[str] = []
    for text in ("　".join(ask), "　".join(facts), privacy):
        wrapped += lines.wrap(text, sheet.measure, sheet.small)
    return wrapped[:_FOOT_LINES]


def foot_height(sheet: Sheet, foot: Sequence[str], *, training: bool) -> float:
    rows = len(foot) + (0 if _place_fits(sheet, foot, training) else 1)
    return 0 if sheet.strip else rows * sheet.leading(sheet.small) + 2 * MM


def _place_fits(sheet: Sheet, foot: Sequence[str], training: bool) -> bool:
    """Whether "page x of y" has room at the end of the last line."""
    place = shared().statement("page", page="999", pages="999")
    spare = sheet.measure - fonts.width(foot[-1], sheet.small)
    return not training and not sheet.strip and spare > fonts.width(place, sheet.small)


def foot(sheet: Sheet, y: float, foot: Sequence[str], page: tuple[int, int], *, training: bool) -> list[Ink]:
    """The foot's inks, beginning at `y`. `page` is this page and the number of pages."""
    step = sheet.leading(sheet.small)
    inks: list[Ink] = [Rule(sheet.left, y, sheet.right, y)]
    y += 1.2 * MM + step * BASELINE
    for line in foot:
        inks.append(Text(sheet.left, y, sheet.small, line))
        y += step
    place = shared().statement("page", page=str(page[0]), pages=str(page[1]))
    if _place_fits(sheet, foot, training):
        y -= step
    inks.append(Text(sheet.right - fonts.width(place, sheet.small), y, sheet.small, place))
    if training:
        words = shared().statement("training")
        inks.append(Text(sheet.left, y, sheet.small, words, bold=True))
    return inks


def band(sheet: Sheet, copy: str, *, training: bool) -> list[Ink]:
    """Marks above the head of each page: training in the middle, the copy at the right."""
    if sheet.strip:
        return []
    inks: list[Ink] = []
    size = sheet.small + 1
    if training:
        words = shared().statement("training")
        inks.append(
            Text((sheet.width - fonts.width(words, size, bold=True)) / 2, BAND, size, words, bold=True)
        )
    if copy:
        wide = fonts.width(copy, size) + 3 * MM
        inks.append(Text(sheet.right - wide + 1.5 * MM, BAND, size, copy))
        inks += frame(sheet.right - wide, BAND - size * 1.2, wide, size * 1.64)
    return inks
