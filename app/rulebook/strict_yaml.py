"""The strict part of YAML that rule files are written in.

Plain scalars become true, false, null, whole numbers or text and nothing else: `no` stays a word
and a date stays text until a shape asks for a date. Tags, anchors, merges and repeated keys are
refused. Built on the events of libyaml, which is three times faster than the full loader.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias, cast

import yaml
from yaml.events import (
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

Place: TypeAlias = tuple[str | int, ...]
"""Where something stands in a file: keys and positions from the top."""

_Next: TypeAlias = Callable[[], Event]
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


class NotReadable(Exception):
    """The text is no rule file at all. `line` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def parse(text: str) -> object:
    """The content as dicts, lists, text, int, bool and None. Raises NotReadable."""
    loader = yaml.CSafeLoader(text)
    try:
        return _document(cast("_Next", loader.get_event))
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise NotReadable(wrong.problem or "not YAML", (mark.line if mark else 0) + 1) from wrong
    except yaml.YAMLError as wrong:
        raise NotReadable(f"not YAML: {str(wrong).splitlines()[0]}", 1) from wrong
    finally:
        loader.dispose()


def _document(following: _Next) -> object:
    following()
    if not isinstance(following(), DocumentStartEvent):
        return None
    content = _value(following(), following)
    following()
    after = following()
    if not isinstance(after, StreamEndEvent):
        raise _not("one file holds one document", after)
    return content


def _value(event: Event, following: _Next) -> object:
    if isinstance(event, ScalarEvent):
        return _scalar(event)
    if isinstance(event, MappingStartEvent):
        return _mapping(event, following)
    if isinstance(event, SequenceStartEvent):
        _refuse_extras(event)
        found: list[object] = []
        while not isinstance(item := following(), SequenceEndEvent):
            found.append(_value(item, following))
        return found
    raise _not("anchors and aliases are not allowed", event)


def _mapping(event: MappingStartEvent, following: _Next) -> dict[str, object]:
    _refuse_extras(event)
    found: dict[str, object] = {}
    while not isinstance(key := following(), MappingEndEvent):
        if not isinstance(key, ScalarEvent):
            raise _not("a key must be a word", key)
        name: str = key.value
        if name in found:
            raise _not(f"the key {name} stands here twice", key)
        found[name] = _value(following(), following)
    return found


def _scalar(event: ScalarEvent) -> object:
    _refuse_extras(event)
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if (text[0].isdigit() or text[0] == "-") and _WHOLE.fullmatch(text):
        return int(text)
    return text


def _refuse_extras(event: ScalarEvent | CollectionStartEvent) -> None:
    if event.anchor is not None or event.tag is not None:
        raise _not("tags and anchors are not allowed", event)


def _not(reason: str, event: Event) -> NotReadable:
    mark = event.start_mark
    return NotReadable(reason, (mark.line if mark else 0) + 1)


def lines(text: str) -> dict[Place, int]:
    """Line of every place of a text that `parse` accepts; slow, used only to report a mistake."""
    found: dict[Place, int] = {}
    _mark(yaml.compose(text, Loader=yaml.CSafeLoader), (), found)
    return found


def _mark(node: yaml.Node | None, place: Place, found: dict[Place, int]) -> None:
    if node is None:
        return
    found.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*place, key.value)
            found[here] = key.start_mark.line + 1
            _mark(value, here, found)
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            _mark(item, (*place, position), found)
