"""What a third party may see of a person: identity numbers first 3 and last 4, telephones first 3 and last 4.

The mask keeps the length, so that two numbers of different length do not look alike, and shows at most two
thirds of a short number. What has no rule is hidden whole.
"""

from __future__ import annotations

from collections.abc import Mapping

STAR = "*"
_ID = (3, 4)
_PHONE = (3, 4)
_KEEP: Mapping[str, tuple[int, int]] = {
    "certificate": _ID,
    "resident_id": _ID,
    "uscc": _ID,
    "hmt_residence_permit": _ID,
    "hk_macao_permit": _ID,
    "taiwan_permit": _ID,
    "foreigner_pr_card": _ID,
    "passport": _ID,
    "foreign_registration": _ID,
    "other": _ID,
    "phone": _PHONE,
    "mobile": _PHONE,
}


def mask(kind: str, text: str) -> str:
    """By the rule of a field type or kind of certificate; an unknown kind is hidden whole."""
    if kind == "person_name":
        return mask_name(text)
    if kind == "email":
        return mask_email(text)
    if kind in _KEEP:
        return _masked(text.strip(), *_KEEP[kind])
    return STAR * len(text.strip())


def mask_certificate(number: str) -> str:
    """11010519491231002X -> 110***********002X."""
    return mask("certificate", number)


def mask_phone(number: str) -> str:
    """13800000000 -> 138****0000."""
    return mask("phone", number)


def mask_email(address: str) -> str:
    """zhang.san@example.com -> z********@example.com."""
    name, at, domain = address.strip().rpartition("@")
    if not at or not name:
        return STAR * len(address.strip())
    return name[0] + STAR * (len(name) - 1) + at + domain if len(name) > 1 else STAR + at + domain


def mask_name(name: str) -> str:
    """张三丰 -> 张**. The first character stays; marks between the parts of a name too."""
    plain = name.strip()
    if len(plain) < 2:
        return STAR * len(plain)
    return plain[0] + "".join(c if c in "·・. " else STAR for c in plain[1:])


def _masked(text: str, left: int, right: int) -> str:
    while left + right > len(text) * 2 // 3:
        if right >= left:
            right -= 1
        else:
            left -= 1
    hidden = len(text) - left - right
    return text[:left] + STAR * hidden + (text[-right:] if right else "")
