"""The end of a paper: the visitor's QR code, who signs, and the place of the seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.domain.paper_values import PaperHead
from app.printing import codes, fonts, lines
from app.printing.carrying import keep_with_row
from app.printing.flow import BASELINE, Flow
from app.printing.ink import Rule, Text, frame
from app.printing.sheet import MM
from app.printing.template import shared

_QR, _QR_ZONE = 26 * MM, 34 * MM
_SEAL, _SEAL_ZONE = 45 * MM, 50 * MM
_LINE_STEP = 9 * MM
_SPACE = 1.5 * MM
"""above it, at least"""
_LARGEST_LINE, _LARGEST_CAPTION = 12.5, 9.0
"""the block keeps its measure in large print: seal and code do not grow"""


class Pen(Enum):
    """What is written by hand."""

    NAME = auto()
    DATE = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class Signature:
    """A line of the closing block: printed words, or a place for the pen."""

    label: str
    text: str | Pen = Pen.NAME


def close(flow: Flow, head: PaperHead, signatures: Sequence[Signature], seal: str, caption: str) -> None:
    """Draw the block in one piece. `seal` empty: no place for a seal. `caption` stands under the QR."""
    if flow.sheet.strip:
        _on_strip(flow, head, signatures, caption)
        return
    sheet = flow.sheet
    qr_zone = _QR_ZONE if head.qr_url else 0
    seal_zone = _SEAL_ZONE if seal else 0
    left, room = sheet.left + qr_zone, sheet.measure - qr_zone - seal_zone
    laid = [_wrapped(flow, signature, room) for signature in signatures]
    step = sheet.leading(_size(flow))
    signing = sum(max(_LINE_STEP, len(part) * step + 2.5 * MM) for part in laid)
    height = max(signing, _SEAL if seal else 0, _QR + 14 * MM if head.qr_url else 0)
    keep_with_row(flow, height + _SPACE)
    flow.gap(2 * _SPACE if flow.room >= height + 2 * _SPACE else _SPACE)
    top = flow.y
    if head.qr_url:
        _qr(flow, head, caption, sheet.left, top)
    if seal:
        _seal_place(flow, seal, sheet.right - _SEAL, top)
    y = top
    for signature, part in zip(signatures, laid, strict=True):
        y = _signature(flow, signature, part, (left, y, room))
    flow.y = top + height


def _label(signature: Signature) -> str:
    return f"{signature.label}："


def _size(flow: Flow) -> float:
    return min(flow.sheet.body, _LARGEST_LINE)


def _wrapped(flow: Flow, signature: Signature, room: float) -> list[str]:
    if isinstance(signature.text, Pen):
        return [""]
    size = _size(flow)
    return lines.wrap(signature.text, room - fonts.width(_label(signature), size), size)


def _signature(
    flow: Flow, signature: Signature, part: Sequence[str], place: tuple[float, float, float]
) -> float:
    x, y, room = place
    size = _size(flow)
    step = flow.sheet.leading(size)
    label = _label(signature)
    start = x + fonts.width(label, size)
    base = y + 1.5 * MM + step * BASELINE
    flow.draw([Text(x, base, size, label)])
    if isinstance(signature.text, Pen):
        if signature.text is Pen.NAME:
            flow.draw([Rule(start, base + 2.5, x + room - 2 * MM, base + 2.5, 0.5, 0.2)])
        else:
            blank = shared().statement("blank_date" if signature.text is Pen.DATE else "blank_time")
            flow.draw([Text(x + room - 4 * MM - fonts.width(blank, size), base, size, blank)])
    for n, line in enumerate(part):
        flow.draw([Text(start, base + n * step, size, line)])
    return y + max(_LINE_STEP, len(part) * step + 2.5 * MM)


def _qr(flow: Flow, head: PaperHead, caption: str, x: float, y: float) -> float:
    """Draw the code with its caption; returns the depth below it."""
    sheet = flow.sheet
    flow.draw([codes.qr(head.qr_url, x, y + 1 * MM, _QR)])
    y += _QR + 2.5 * MM
    texts = [caption, f"{shared().label('query_code')} {head.query_code}" if head.query_code else ""]
    size = min(sheet.small, _LARGEST_CAPTION)
    step = sheet.leading(size)
    for text in filter(None, texts):
        for line in lines.wrap(text, _QR + 4 * MM, size):
            indent = (_QR - fonts.width(line, size)) / 2
            flow.draw([Text(x + indent, y + step * BASELINE, size, line)])
            y += step
    return y


def _seal_place(flow: Flow, seal: str, x: float, y: float) -> None:
    flow.draw(frame(x, y, _SEAL, _SEAL, dashed=True))
    size = flow.sheet.small + 1
    indent = (_SEAL - fonts.width(seal, size)) / 2
    flow.draw([Text(x + indent, y + _SEAL - 4 * MM, size, seal, gray=0.5)])


def _on_strip(flow: Flow, head: PaperHead, signatures: Sequence[Signature], caption: str) -> None:
    sheet = flow.sheet
    flow.gap(2 * MM)
    if head.qr_url:
        flow.y = _qr(flow, head, caption, (sheet.width - _QR) / 2, flow.y) + 2 * MM
    for signature in signatures:
        part = _wrapped(flow, signature, sheet.measure)
        flow.y = _signature(flow, signature, part, (sheet.left, flow.y, sheet.measure))
