"""Who acts, where, and what they may do."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    CLERK = "clerk"
    """综窗办事员"""
    LEAD = "lead"
    """窗口负责人: second checks, voids, day closing"""
    MENTOR = "mentor"
    ADMIN = "admin"
    """settings, backup and restore, enrolment"""


class Permission(StrEnum):
    ACCEPT = "accept"
    TAKE_PAYMENT = "take_payment"
    VOID_PAYMENT = "void_payment"
    SECOND_CHECK = "second_check"
    LOG_CONSULTATION = "log_consultation"
    INQUIRE = "inquire"
    UNMASK = "unmask"
    KEY_IN_EVALUATION = "key_in_evaluation"
    EXPORT = "export"
    BACK_UP = "back_up"
    RESTORE = "restore"
    MANAGE_STAFF = "manage_staff"
    SET_WINDOW = "set_window"
    """which matters this window takes in, which papers may follow later"""


_CLERK = frozenset(
    {
        Permission.ACCEPT,
        Permission.TAKE_PAYMENT,
        Permission.LOG_CONSULTATION,
        Permission.INQUIRE,
        Permission.UNMASK,
        Permission.BACK_UP,
    }
)
_LEAD = _CLERK | {
    Permission.VOID_PAYMENT,
    Permission.SECOND_CHECK,
    Permission.KEY_IN_EVALUATION,
    Permission.EXPORT,
    Permission.SET_WINDOW,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: _CLERK,
    Role.LEAD: _LEAD,
    Role.MENTOR: _CLERK,
    Role.ADMIN: frozenset(
        {
            Permission.EXPORT,
            Permission.BACK_UP,
            Permission.RESTORE,
            Permission.MANAGE_STAFF,
            Permission.SET_WINDOW,
            Permission.INQUIRE,
        }
    ),
}


class Station(Struct, frozen=True, kw_only=True):
    """One counter. Codes are digits: outlet 6 (division of the outlet), window 2, series 4."""

    outlet: str
    window: str
    series: str
    outlet_name: str
    window_name: str
    province_name: str = ""
    phone: str = ""
    complaint_phone: str = "12345"
    hours: str = ""
    address: str = ""


class Actor(Struct, frozen=True, kw_only=True):
    """The signed-in staff member at a station. Every use-case asks it for the right to act."""

    staff_id: str
    name: str
    roles: frozenset[Role]
    station: Station

    def may(self, permission: Permission) -> bool:
        return any(permission in GRANTS[role] for role in self.roles)
