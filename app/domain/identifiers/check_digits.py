"""The three check characters of the trade."""

from __future__ import annotations

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: no I, O, S, V, Z"""
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def patent(digits: str) -> str:
    """Of 12 digits (ZC 0006-2003) or 8 (before 2003-10, and layout designs): mod 11, ten is X."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _PATENT_WEIGHTS, strict=False)) % 11
    return "X" if total == 10 else str(total)


def uscc(front: str) -> str:
    """Of the first 17 characters of a unified social credit code: mod 31."""
    total = sum(USCC_ALPHABET.index(c) * w for c, w in zip(front, _USCC_WEIGHTS, strict=True))
    return USCC_ALPHABET[-total % 31]


def resident(digits: str) -> str:
    """Of the first 17 digits of a GB 11643 number: ISO 7064 mod 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _RESIDENT_WEIGHTS, strict=True)) % 11
    return "10X98765432"[total]
