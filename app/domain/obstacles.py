"""What the world may put in the way: raised at the edge, typed, and turned into words by `app.words`.

A rule's "no" is a value (`refusals`); everything that is neither is a bug.
"""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """Every kind of obstacle. The value is the public code (CLI exit 4, logs, tests)."""

    DISK_FULL = "disk_full"
    DISK_READ_ONLY = "disk_read_only"
    DATABASE_LOCKED = "database_locked"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_NEWER = "database_newer"
    KEY_OR_FILE = "key_or_file"
    KEYRING = "keyring"
    KEYS_FILE = "keys_file"
    UNSAFE_PATH = "unsafe_path"
    ALREADY_RUNNING = "already_running"
    NO_PROFILE = "no_profile"
    PROFILE_EXISTS = "profile_exists"
    BACKUP_BAD = "backup_bad"
    BACKUP_MISSING = "backup_missing"
    JOURNAL_BROKEN = "journal_broken"
    OFFLINE = "offline"
    NOT_THE_PROVINCE = "not_the_province"
    PROVINCE_REFUSED = "province_refused"
    CLOCK = "clock"
    NO_PRINTER = "no_printer"
    PRINT_REJECTED = "print_rejected"
    SPOOLER_DOWN = "spooler_down"
    FONT_LACKS = "font_lacks"
    RULES_BAD = "rules_bad"
    FILE_UNREADABLE = "file_unreadable"
    FILE_UNWRITABLE = "file_unwritable"
    NO_SCREEN = "no_screen"


class Obstacle(Exception):
    """The world says no. `facts` hold what the sentence needs and never personal data."""

    def __init__(self, trouble: Trouble, **facts: str | int) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in sorted(self.facts.items()))
        return f"{self.trouble.value} ({told})" if told else self.trouble.value
