"""A receipt, warm, against deflating its own bytes."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from app.domain.paper import PaperKind
from app.printing.render import render
from tests.bench.rows import Row, interleaved, medians
from tests.printing.samples import SAMPLES, paper

ROUNDS = 60
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def _plain(pdf: bytes) -> bytes:
    """The bytes of the file with its streams unpacked: what has to be deflated to make it."""
    streams = [zlib.decompress(packed) for packed in _STREAM.findall(pdf)]
    if len(streams) != pdf.count(b"endstream") or not streams:
        raise ValueError("not every stream was found: the limit would be that of the packed file")
    return _STREAM.sub(b"", pdf) + b"".join(streams)


def rows(_folder: Path) -> list[Row]:
    receipt = paper(SAMPLES[PaperKind.ACCEPTANCE_RECEIPT])
    plain = _plain(render(receipt))
    ours_ms, limit_ms = medians(interleaved(lambda: render(receipt), lambda: zlib.compress(plain, 6), ROUNDS))
    return [
        Row(
            what="receipt, warm",
            limit=f"deflate of its {len(plain) // 1024} KiB",
            ours_ms=ours_ms,
            limit_ms=limit_ms,
            goal=10,
        )
    ]
