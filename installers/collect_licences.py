"""Collect the licence text of every run-time package into `resources/licences/<name>.txt`.

Run it after `make lock`. Texts come from the installed packages. Packages of another system (Windows) are
not installed here: give a folder with their wheels as the only argument. Packages whose wheels carry no text
stand there by hand (`BY_HAND`).
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from importlib import metadata
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "resources" / "licences"
BY_HAND = {"chinesecalendar", "pyside6-essentials", "shiboken6"}
"""Their wheels carry no licence text; the file is written by hand and never overwritten."""
_TEXTS = re.compile(r"\.dist-info/(?:.*/)?(?:licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_RULE = "-" * 72

Found = tuple[str, dict[str, str]]
"""Version with licence, and file name -> text."""


def locked() -> tuple[str, ...]:
    """Names of the packages that run, as the lock spells them."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    return tuple(found.group(1) for line in lines if (found := re.match(r"([a-z0-9][a-z0-9._-]*)==", line)))


def _said(version: str, headers: object) -> str:
    get = getattr(headers, "get", lambda _name: None)
    short = next((text for text in (get("License-Expression"), get("License")) if text), "see below")
    return f"{version}, {str(short).splitlines()[0][:80]}"


def _short(path: str) -> str:
    """From the folder of licences on: two texts of the same name stay apart."""
    inside = PurePosixPath(path.split(".dist-info/", 1)[1])
    return str(inside.relative_to("licenses") if inside.parts[0] == "licenses" else inside)


def installed(name: str) -> Found | None:
    try:
        package = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    texts = {
        _short(str(file)): file.read_text("utf-8") for file in package.files or () if _TEXTS.search(str(file))
    }
    return _said(package.version, package.metadata), texts


def from_wheel(name: str, folder: Path) -> Found | None:
    """The same, out of a wheel in this folder."""
    for path in sorted(folder.glob(f"{name.replace('-', '_')}-*.whl")):
        with zipfile.ZipFile(path) as wheel:
            names = wheel.namelist()
            about = next(one for one in names if one.endswith(".dist-info/METADATA"))
            headers = HeaderParser().parsestr(wheel.read(about).decode("utf-8"))
            texts = {_short(one): wheel.read(one).decode("utf-8") for one in names if _TEXTS.search(one)}
            return _said(headers["Version"], headers), texts
    return None


def _page(name: str, found: Found) -> str:
    said, texts = found

    def parts() -> Iterator[str]:
        yield f"{name} {said}"
        for title, text in sorted(texts.items()):
            yield f"{_RULE}\n{title}\n{_RULE}\n\n{text.strip()}"

    return "\n\n".join(parts()) + "\n"


def collect(wheels: Path | None) -> list[str]:
    """Write what is found; the names for which nothing stands there afterwards."""
    missing = []
    for name in locked():
        place = PLACE / f"{name}.txt"
        if name not in BY_HAND:
            found = installed(name) or (from_wheel(name, wheels) if wheels else None)
            if found and found[1]:
                place.write_text(_page(name, found), "utf-8")
        if not place.is_file():
            missing.append(name)
    return missing


def main() -> int:
    missing = collect(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    for name in missing:
        sys.stderr.write(f"no licence text for {name}: give its wheel, or write {name}.txt by hand\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
