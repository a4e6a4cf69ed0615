"""Reading a PDF back the way other programs do."""

from __future__ import annotations

import subprocess
from pathlib import Path


def text_of(pdf: bytes, folder: Path) -> str:
    """Poppler's text in the order of the page's own content, without any white space."""
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return squeezed(done.stdout.decode("utf-8"))


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    return [squeezed(page) for page in text.split("\f")[:-1]]


def squeezed(text: str) -> str:
    """Line breaks and spaces are the layout's; all other characters are the paper's."""
    return "".join(text.split())
