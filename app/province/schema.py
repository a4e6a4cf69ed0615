"""The province's tables, shaped so that one code runs on SQLite, PostgreSQL and the engines that speak it.

The habits, each checked by a test: every primary key starts with `scope` (the outlet; one transaction touches
one scope); no sequences, no defaults made by the database, no triggers, no foreign keys, no constraint that
spans scopes. The only order is `scopes.high`, a counter row raised inside the write transaction: its row lock
makes the feed commit-ordered. JSON is kept as text; times are whole seconds since 1970, for people only.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, MetaData, Table, Text

SCHEMA_VERSION = 1

PROVINCE = "province"
"""the scope of what belongs to no outlet"""

METADATA = MetaData()

facts = Table(
    "facts",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

scopes = Table(
    "scopes",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("high", BigInteger, nullable=False),
    Column("horizon", BigInteger, nullable=False),
    Column("writes", BigInteger, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("outlet_name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("complaint_phone", Text, nullable=False),
    Column("hours", Text, nullable=False),
    Column("address", Text, nullable=False),
)

windows = Table(
    "windows",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("window", Text, primary_key=True),
    Column("window_name", Text, nullable=False),
    Column("series", BigInteger, nullable=False),
)

enrolment_codes = Table(
    "enrolment_codes",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("code_hash", Text, primary_key=True),
    Column("window", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("install", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Index("enrolment_codes_by_hash", "code_hash"),
)

wrong_codes = Table(
    "wrong_codes",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("failures", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
)

installs = Table(
    "installs",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("install", Text, primary_key=True),
    Column("window", Text, nullable=False),
    Column("series", BigInteger, nullable=False),
    Column("token_hash", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("revoked_at", BigInteger, nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("first_n", BigInteger, nullable=False),
    Column("acked_n", BigInteger, nullable=False),
    Column("app_v", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("depth", BigInteger, nullable=False),
    Column("oldest_age_s", BigInteger, nullable=False),
    Column("parked", BigInteger, nullable=False),
    Column("alarms", BigInteger, nullable=False),
    Index("installs_by_token", "scope", "token_hash"),
)
"""`series`, `acked_n`: see the wire. `depth`, `oldest_age_s`, `parked`: as the desk last told.
`alarms` counts op_reused, n_reused, bad_digest and a rewritten journal. 0 = never for the times."""

ops = Table(
    "ops",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("op_id", Text, primary_key=True),
    Column("install", Text, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("envelope", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Index("ops_by_record", "scope", "record_id"),
)
"""Every settled op with its answer: the dedupe row and the province's own audit trail. Never deleted."""

arrivals = Table(
    "arrivals",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("install", Text, primary_key=True),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("op_id", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Which op an install settled as its n-th. Beside `ops`: a cloned desk may bring the same op again."""

waiting = Table(
    "waiting",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("op_id", Text, primary_key=True),
    Column("install", Text, nullable=False),
    Column("waiting_for", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
)
"""Deferred ops and since when; the op itself stays with the desk, which sends it again."""

records = Table(
    "records",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    Column("stem", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("op_id", Text, nullable=False),
    Column("install", Text, nullable=False),
    Column("window", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("stamps", Text, nullable=False),
    Column("void_install", Text, nullable=False),
    Column("void_n", BigInteger, nullable=False),
    Column("refers_to", Text, nullable=False),
    Column("page", Text, nullable=False),
    Index("records_by_seq", "scope", "seq"),
    Index("records_by_reference", "scope", "refers_to"),
    Index("records_by_page", "page"),
)
"""The latest state. `body`: group -> value. `stamps`: group -> [version, install, n] of its last change.
`window`: the one that made it. `void_install` not empty: closed for good by that install's op `void_n`."""

natural_keys = Table(
    "natural_keys",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("record_id", Text, nullable=False),
    sqlite_with_rowid=False,
)

conflicts = Table(
    "conflicts",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    Column("install", Text, primary_key=True),
    Column("op_id", Text, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("server_version", BigInteger, nullable=False),
)
"""Open conflicts: later ops of this install on this record wait until a person has picked."""

anchors = Table(
    "anchors",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("install", Text, primary_key=True),
    Column("head_seq", BigInteger, primary_key=True, autoincrement=False),
    Column("head_hash", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
