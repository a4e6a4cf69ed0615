"""OneWindow: the desk program of an intellectual-property service window."""

__version__ = "0.1.0"


def _load_msgspec() -> None:
    """msgspec asks typing_extensions first; `typing` has all that it wants and is loaded already."""
    import importlib
    import sys
    from typing import Any

    modules: dict[str, Any] = sys.modules
    if "typing_extensions" in modules:
        return
    modules["typing_extensions"] = None  # the documented way to have an import refused
    try:
        importlib.import_module("msgspec")
    finally:
        del modules["typing_extensions"]


_load_msgspec()
