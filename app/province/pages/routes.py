"""The two pages over HTTP: `/q/<code>` for a visitor, `/ops` for the operator."""

from __future__ import annotations

import base64
import hmac
from ipaddress import ip_address, ip_network
from urllib.parse import parse_qs
from uuid import uuid4

from litestar import Response, get, post

from app.domain.matter import Words
from app.province.pages import operator, rating, visitor
from app.province.pages.html import HEADERS
from app.province.pages.visitor import Sheet
from app.province.platform import Platform
from app.province.problems import RequestRefused, bad_request
from app.province.routes import Asking, platform_of, read_body

_FORM_BYTES = 16 * 1024


def _page(content: bytes, status: int = 200, **headers: str) -> Response[bytes]:
    return Response(
        content,
        media_type="text/html; charset=utf-8",
        status_code=status,
        headers={**HEADERS, **headers},
    )


def _sheet(request: Asking, platform: Platform) -> Sheet:
    wanted = str(request.query_params.get("lang") or request.headers.get("accept-language", "zh"))
    return Sheet("en" if wanted.lower().startswith("en") else "zh", platform.setting.texts)


def _slowed(request: Asking, platform: Platform, sheet: Sheet) -> Response[bytes] | None:
    """A page that says when to come back, for an address that asks too often (guesses at codes, a flood)."""
    try:
        platform.visits.take(_source(request))
    except RequestRefused as refused:
        return _page(sheet.busy(), refused.status, **{"Retry-After": str(refused.problem.retry_after_s)})
    return None


def _source(request: Asking) -> str:
    """The visitor's address as the server in front of this one tells it; of IPv6 the subscriber's part."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return host if address.version == 4 else str(ip_network((address, 64), strict=False))


@get("/q/{code:str}")
async def progress(request: Asking) -> Response[bytes]:
    platform, code = platform_of(request), str(request.path_params["code"])
    sheet = _sheet(request, platform)
    if slowed := _slowed(request, platform, sheet):
        return slowed
    subject = await platform.run(
        lambda: platform.store.read(lambda connection: visitor.find(connection, code))
    )
    if subject is None:
        return _page(sheet.unknown(), 404)
    return _page(sheet.progress(subject, code))


@post("/q/{code:str}", status_code=200)
async def rate(request: Asking) -> Response[bytes]:
    platform, code = platform_of(request), str(request.path_params["code"])
    sheet = _sheet(request, platform)
    if slowed := _slowed(request, platform, sheet):
        return slowed
    body = await read_body(request, _FORM_BYTES)
    try:
        form = parse_qs(body.decode(), max_num_fields=100)
    except ValueError as error:
        raise bad_request("no form") from error
    given = rating.read_rating(form, platform.setting.texts)
    op_id = str(uuid4())

    def take() -> bytes | None:
        subject = platform.store.read(lambda connection: visitor.find(connection, code))
        if subject is None:
            return None
        if isinstance(given, Words):
            return sheet.progress(subject, code, given)
        if not subject.rated:
            whole = rating.Given(
                subject=subject, rating=given, stamp=platform.stamp(), now=platform.now(), op_id=op_id
            )
            platform.store.run_tx(lambda connection: rating.give(connection, whole))
            platform.news.tell(subject.scope)
            subject = platform.store.read(lambda connection: visitor.find(connection, code)) or subject
        return sheet.progress(subject, code)

    content = await platform.run(take)
    return _page(content) if content is not None else _page(sheet.unknown(), 404)


@get("/ops")
async def operate(request: Asking) -> Response[bytes]:
    platform = platform_of(request)
    if not _is_operator(platform, request.headers.get("authorization", "")):
        refused = RequestRefused(401, "operator_only", "operator token wanted")
        refused.headers = {"WWW-Authenticate": 'Basic realm="OneWindow", charset="UTF-8"'}
        raise refused
    now, at = platform.now(), platform.stamp()
    view = await platform.run(
        lambda: platform.store.read(lambda connection: operator.overview(connection, now, at))
    )
    return _page(operator.draw(view))


def _is_operator(platform: Platform, authorization: str) -> bool:
    """Basic (any name, the token as password) for browsers, Bearer for shells."""
    kind, _, given = authorization.partition(" ")
    if kind.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode().partition(":")[2]
        except ValueError:  # no base64, or no UTF-8 in it
            return False
    return hmac.compare_digest(given.strip().encode(), platform.operator_token.encode())
