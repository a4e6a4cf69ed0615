"""Expressions of the rule data, such as `=count(priorities)`: parsed once, walked over a white list.

Nothing is ever run as code. Names are looked up in the scope and nowhere else; functions are those of
`app.domain.formulas`. What the data writes and Python does not know is read as it is meant: a single
`=` compares, `if(a, b, c)` chooses, `list of f(x)` goes row by row, a bare word that is no field is text.

Values: None = not known; NOTHING = does not apply (a hidden field), counts as zero.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from app.domain import formulas
from app.domain.formulas import NOTHING, same

OWN = ""
"""Key of the scope under which the value of the field itself stands, for `count()`."""

_LONGEST, _DEEPEST, _MOST_NODES, _LARGEST = 300, 12, 80, 10**15
_NODES: tuple[type[ast.AST], ...] = (
    ast.Expression,
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.BinOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.In,
    ast.NotIn,
    ast.IfExp,
    ast.Call,
    ast.List,
    ast.Tuple,
    ast.Load,
)
_SINGLE_EQUALS = re.compile(r"""('[^']*'|"[^"]*")|(?<![=<>!])=(?!=)""")
_CHOOSE = re.compile(r"(^|[(,+\-*<>]\s*)if\s*\(")
_ROW_BY_ROW = re.compile(r"^list of (.+)$")


class BadExpression(ValueError):
    """The rule data holds an expression that is not understood. The rule book turns it into RULES_BAD."""


class Expression(Struct, frozen=True):
    """A parsed expression. Equal texts are parsed once."""

    text: str
    tree: ast.expr

    def names(self) -> frozenset[str]:
        """Every name it looks up, functions left out: fields, questions, words."""
        called = {id(n.func) for n in ast.walk(self.tree) if isinstance(n, ast.Call)}
        return frozenset(n.id for n in ast.walk(self.tree) if isinstance(n, ast.Name) and id(n) not in called)

    def computes(self) -> bool:
        """True if it does more than name a word: calls, compares, chooses or calculates."""
        return not isinstance(self.tree, ast.Name | ast.Constant)


@lru_cache(maxsize=2048)
def parse(text: str) -> Expression:
    """Read an expression with or without its leading `=`. Raises BadExpression."""
    if len(text) > _LONGEST:
        raise BadExpression(f"longer than {_LONGEST} characters")
    if "\\" in text:
        raise BadExpression("a backslash has no place here")
    try:
        tree = ast.parse(_as_meant(text), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as wrong:
        raise BadExpression(f"not an expression: {text}") from wrong
    _check(tree)
    return Expression(text, tree.body)


def _as_meant(text: str) -> str:
    words = text.strip()
    if words.startswith("=") and not words.startswith("=="):
        words = words[1:].strip()
    words = _ROW_BY_ROW.sub(r"list(\1)", words)
    words = _CHOOSE.sub(r"\1choose(", words)
    return _SINGLE_EQUALS.sub(lambda found: found[1] or "==", words)


def _check(tree: ast.Expression) -> None:
    """Only nodes of the white list, a few functions, small constants, and not too many of them."""
    for count, (node, depth) in enumerate(_walk(tree)):
        if count > _MOST_NODES or depth > _DEEPEST:
            raise BadExpression("too long or too deep")
        if not isinstance(node, _NODES):
            raise BadExpression(f"{type(node).__name__} has no place here")
        if isinstance(node, ast.Constant):
            _check_constant(node.value)
        elif isinstance(node, ast.Attribute) and not isinstance(node.value, ast.Name):
            raise BadExpression("only group.member")
        elif getattr(node, "id", getattr(node, "attr", "")).startswith("_"):
            raise BadExpression("a name begins with a letter")
        elif isinstance(node, ast.Call):
            _check_call(node)


def _check_constant(value: object) -> None:
    fits = isinstance(value, str | bool | None) or (isinstance(value, int) and abs(value) <= _LARGEST)
    if not fits:
        raise BadExpression("only text, whole numbers, True, False and None")


def _check_call(node: ast.Call) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in formulas.ARGUMENTS:
        raise BadExpression(f"there is no function {name or '?'} of that kind")
    if len(node.args) not in formulas.ARGUMENTS[name]:
        raise BadExpression(f"{name} takes another number of arguments")
    if name == "list" and not (isinstance(node.args[0], ast.Call) and len(node.args[0].args) == 1):
        raise BadExpression("list takes a call such as count(goods.items)")


def _walk(node: ast.AST, depth: int = 0) -> Iterator[tuple[ast.AST, int]]:
    yield node, depth
    if depth > _DEEPEST:
        return
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, depth + 1)


def evaluate(expression: Expression | str, scope: Mapping[str, object]) -> object:
    """The value in this scope; None when something it needs is not known. Never raises for parsed text."""
    parsed = parse(expression) if isinstance(expression, str) else expression
    value = _value(parsed.tree, scope)
    return None if value is NOTHING else value


def _value(node: ast.expr, scope: Mapping[str, object]) -> object:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return scope.get(name)
        case ast.Attribute(value=ast.Name(id=name), attr=member):
            return formulas.members(scope.get(name), member)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [_value(part, scope) for part in parts]
        case ast.BinOp(left=left, op=op, right=right):
            return _calculated(op, _value(left, scope), _value(right, scope))
        case ast.UnaryOp(op=op, operand=operand):
            return _unary(op, _value(operand, scope))
        case ast.BoolOp(op=op, values=parts):
            return _joined(op, [formulas.truth(_value(part, scope)) for part in parts])
        case ast.Compare():
            return _compared_all(node, scope)
        case ast.IfExp(test=test, body=body, orelse=otherwise):
            return _chosen(test, body, otherwise, scope)
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _called(name, arguments, scope)
    return None


def _called(name: str, arguments: list[ast.expr], scope: Mapping[str, object]) -> object:
    if name == "choose":
        return _chosen(arguments[0], arguments[1], arguments[2], scope)
    if name == "list":
        return _row_by_row(arguments[0], scope)
    given = [_value(argument, scope) for argument in arguments] or [scope.get(OWN)]
    return formulas.call(name, given)


def _row_by_row(call: ast.expr, scope: Mapping[str, object]) -> object:
    """`count(goods.items)` once per row of goods; `len(items)` once per row of the field's own value."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return None
    match call.args[0]:
        case ast.Attribute(value=ast.Name(id=group), attr=member):
            rows = formulas.members(scope.get(group), member)
        case ast.Name(id=member) if OWN in scope:
            rows = formulas.members(scope[OWN], member)
        case other:
            rows = _value(other, scope)
    if not isinstance(rows, list | tuple):
        return None
    return [formulas.call(call.func.id, [row]) for row in rows]


def _chosen(test: ast.expr, body: ast.expr, otherwise: ast.expr, scope: Mapping[str, object]) -> object:
    decided = formulas.truth(_value(test, scope))
    if decided is None:
        return None
    return _value(body if decided else otherwise, scope)


def _calculated(op: ast.operator, left: object, right: object) -> object:
    a, b = formulas.number(left), formulas.number(right)
    if a is None or b is None:
        return None
    result = a + b if isinstance(op, ast.Add) else a - b if isinstance(op, ast.Sub) else a * b
    return result if abs(result) <= _LARGEST else None


def _unary(op: ast.unaryop, operand: object) -> object:
    if isinstance(op, ast.Not):
        decided = formulas.truth(operand)
        return None if decided is None else not decided
    value = formulas.number(operand)
    return None if value is None else -value


def _joined(op: ast.boolop, parts: list[bool | None]) -> bool | None:
    """And, or over what may be unknown: one False settles an and, one True an or."""
    settles = isinstance(op, ast.Or)
    if settles in parts:
        return settles
    return None if None in parts else not settles


def _compared_all(node: ast.Compare, scope: Mapping[str, object]) -> bool | None:
    sides = [_side(part, scope) for part in (node.left, *node.comparators)]
    found = [_compared(op, a, b) for op, a, b in zip(node.ops, sides, sides[1:], strict=False)]
    return _joined(ast.And(), found)


def _side(node: ast.expr, scope: Mapping[str, object]) -> object:
    """In a comparison a bare word that is no field stands for itself: `q_who = agency`."""
    if isinstance(node, ast.Name) and node.id not in scope:
        return node.id
    return _value(node, scope)


def _compared(op: ast.cmpop, a: object, b: object) -> bool | None:
    if isinstance(op, ast.Eq | ast.NotEq):
        return same(a, b) is isinstance(op, ast.Eq)
    if isinstance(op, ast.In | ast.NotIn):
        inside = isinstance(b, list | tuple) and any(same(a, one) for one in b)
        return inside is isinstance(op, ast.In)
    return formulas.ordered(type(op).__name__, a, b)
