"""The protocol over HTTP. Every refusal of a whole request is a `wire.Problem`."""

from __future__ import annotations

import asyncio
import zlib
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Any, TypeAlias

import msgspec
import zstandard
from litestar import Request, Response, get, post

from app.contract import wire
from app.province import exchange, feed
from app.province.platform import Platform
from app.province.problems import RequestRefused, bad_request, too_large

Asking: TypeAlias = Request[Any, Any, Any]

JSON = "application/json"
NDJSON = "application/x-ndjson"
LONGEST_WAIT_S = 25
LOOK_AGAIN_S = 2.0
"""another process may have written: a long poll looks itself this often"""
SLOWEST_BODY_S = 60
ENROL_BYTES = 8 * 1024


def platform_of(request: Asking) -> Platform:
    platform = request.app.state["platform"]
    assert isinstance(platform, Platform)
    return platform


async def read_body(request: Asking, cap: int) -> bytes:
    """The raw body, bounded in size and time. Raises RequestRefused 408, 413."""
    body = bytearray()
    try:
        async with asyncio.timeout(SLOWEST_BODY_S):
            async for piece in request.stream():
                body += piece
                if len(body) > cap:
                    raise too_large(f"body over {cap} bytes")
    except TimeoutError as error:
        raise RequestRefused(408, "timeout", "the body did not arrive in time") from error
    return bytes(body)


def source_of(host: str) -> str:
    """Who asks: an address, for IPv6 its network. Whatever else a forwarding server wrote is one caller."""
    try:
        address = ip_address(host)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((address.packed, 64), strict=False))


def answer(request: Asking, content: bytes, media_type: str) -> Response[bytes]:
    """Packed as the desk accepts it: zstd, gzip or plain."""
    accepted = request.headers.get("accept-encoding", "").lower()
    headers = {"Vary": "Accept-Encoding", "Cache-Control": "no-store"}
    if "zstd" in accepted:
        headers["Content-Encoding"] = "zstd"
        content = zstandard.ZstdCompressor(level=3, write_checksum=True).compress(content)
    elif "gzip" in accepted:
        headers["Content-Encoding"] = "gzip"
        packer = zlib.compressobj(6, wbits=31)
        content = packer.compress(content) + packer.flush()
    return Response(content, media_type=media_type, headers=headers, status_code=200)


@post("/sync/v1/enrol", status_code=200)
async def enrol(request: Asking) -> Response[bytes]:
    platform = platform_of(request)
    body = await read_body(request, ENROL_BYTES)
    source = source_of(request.client.host if request.client else "")
    reply = await platform.run(lambda: exchange.enrol(platform, body, source))
    return answer(request, msgspec.json.encode(reply), JSON)


@get("/sync/v1/hello")
async def hello(request: Asking) -> Response[bytes]:
    platform = platform_of(request)
    authorization = request.headers.get("authorization", "")

    def greet() -> wire.Hello:
        desk = exchange.admit(platform, authorization) if authorization else None
        return exchange.hello(platform, desk)

    return answer(request, msgspec.json.encode(await platform.run(greet)), JSON)


@post("/sync/v1/push", status_code=200)
async def push(request: Asking) -> Response[bytes]:
    platform = platform_of(request)
    authorization = request.headers.get("authorization", "")
    desk = await platform.run(lambda: exchange.admit(platform, authorization))
    packed = await read_body(request, wire.MAX_PUSH_BYTES)
    encoding = request.headers.get("content-encoding", "")
    reply = await platform.run(lambda: exchange.take_push(platform, desk, packed, encoding))
    return answer(request, msgspec.json.encode(reply), JSON)


@get("/sync/v1/feed")
async def read_feed(request: Asking) -> Response[bytes]:
    """`?scope=&cursor=&epoch=&limit=&wait=`: a page at once, or what comes within `wait` seconds."""
    platform = platform_of(request)
    authorization = request.headers.get("authorization", "")
    desk = await platform.run(lambda: exchange.admit(platform, authorization))
    if request.query_params.get("scope", desk.scope) != desk.scope:
        raise RequestRefused(403, "not_yours", "scope is not the credential's")
    asked = feed.Asked(
        scope=desk.scope,
        cursor=_number(request, "cursor", 0, 2**53),
        limit=max(1, _number(request, "limit", 1000, feed.MAX_ROWS)),
        epoch=request.query_params.get("epoch", ""),
    )
    page, end = await _wait_for_page(platform, asked, _number(request, "wait", 0, LONGEST_WAIT_S))
    content = b"".join(line + b"\n" for line in (*page.lines, end))
    return answer(request, content, NDJSON)


async def _wait_for_page(platform: Platform, asked: feed.Asked, wait_s: int) -> tuple[feed.Page, bytes]:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + wait_s
    news = platform.news.listen(asked.scope)
    try:
        while True:
            news.clear()
            found = await platform.run(lambda: exchange.read_feed(platform, asked))
            left = deadline - loop.time()
            if found[0].lines or left <= 0 or platform.news.closed:
                return found
            try:
                async with asyncio.timeout(min(left, LOOK_AGAIN_S)):
                    await news.wait()
            except TimeoutError:
                continue
    finally:
        platform.news.leave(asked.scope, news)


def _number(request: Asking, name: str, default: int, highest: int) -> int:
    text = request.query_params.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 16):
        raise bad_request(f"{name} is no number")
    return min(int(text), highest)
