"""All papers in all layouts as PNG pages: `python -m tests.printing.gallery FOLDER [dpi]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from app.domain.matter import ReceiptTitle
from app.domain.paper import Paper, ReprintMark
from app.domain.paper_values import Layout
from app.domain.payment import PaymentKind, PaymentStatus
from app.printing.render import render
from app.printing.template import read
from tests.printing import samples


def papers() -> dict[str, tuple[Paper, ReprintMark | None]]:
    """Name -> paper, with the variants a reader should look at."""
    shown: dict[str, tuple[Paper, ReprintMark | None]] = {}
    for kind, values in samples.SAMPLES.items():
        for layout in read(kind.value).layouts:
            shown[f"{kind.value}-{layout.value}"] = (samples.paper(values, layout), None)
    mark = ReprintMark(n=2, when="2026-11-21T14:50:00+08:00", who="王敏（示例）")
    trial = replace(samples.HEAD, training=True, offline=True, provincial_number="")
    shown["variant-notice"] = (samples.paper(samples.RECEIPT, title=ReceiptTitle.ACCEPTANCE_NOTICE), mark)
    shown["variant-training"] = (samples.paper(replace(samples.MATERIALS, head=trial)), None)
    shown["variant-strip-reprint"] = (samples.paper(samples.RECEIPT, Layout.STRIP), mark)
    void = {
        "kind": PaymentKind.VOID,
        "status": PaymentStatus.VOIDED,
        "reason": "票据抬头录入有误",
        "approver": "陈立（示例）",
    }
    shown["variant-void"] = (samples.paper(samples.PAYMENT, refers_to=samples.HEAD.number, **void), None)
    rows = tuple(replace(samples.MATERIALS.rows[0], name=f"第 {n} 份材料") for n in range(60))
    shown["variant-long"] = (samples.paper(samples.MATERIALS, rows=rows), None)
    return shown


def write(folder: Path, dpi: int = 80) -> list[Path]:
    """PDF and PNG files of every paper; returns the PNG files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (paper, mark) in papers().items():
        pdf = folder / f"{name}.pdf"
        pdf.write_bytes(render(paper, mark=mark))
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(folder / name)], check=True)
    return sorted(folder.glob("*.png"))


if __name__ == "__main__":
    for path in write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 80):
        print(path)
