"""Every obstacle as two sentences: what happened and what it means, then what to do next."""

from __future__ import annotations

from app.domain.obstacles import Obstacle, Trouble
from app.words.catalogue import _
from app.words.refusals import N_, _fill

FILE_BAD = N_("The rule file {file}, line {line}, is not right: {reason}")


def sentence(obstacle: Obstacle) -> str:
    """What is wrong, that nothing is lost, and what to do. Never a raw exception text."""
    facts = {name: str(value) for name, value in obstacle.facts.items()}
    if obstacle.trouble is Trouble.RULES_BAD:
        from app.words.rule_reasons import reason_words

        facts["reason"] = reason_words(facts.get("reason", ""))
        if not facts.get("field"):
            return _fill(_(FILE_BAD), facts)
    return _fill(_(TEXTS[obstacle.trouble]), facts)


TEXTS: dict[Trouble, str] = {
    Trouble.DISK_FULL: N_(
        "Not saved: the disk is full. What you typed is still on the screen. Free some space and save again"
    ),
    Trouble.DISK_READ_ONLY: N_(
        "Not saved: the disk is read-only. Call the administrator; reading still works"
    ),
    Trouble.DATABASE_LOCKED: N_("Not saved: another program holds the data file. Close it and save again"),
    Trouble.DATABASE_DAMAGED: N_(
        "The data file is damaged. Delete nothing; restore the latest backup or call the administrator"
    ),
    Trouble.DATABASE_NEWER: N_(
        "The data file was written by a newer program ({found}, this one knows {known}). "
        "Nothing was changed. Update the program"
    ),
    Trouble.KEY_OR_FILE: N_(
        "The data file cannot be opened with this key. The data is not lost. "
        "Ask the administrator for the recovery code"
    ),
    Trouble.KEYRING: N_(
        "The system's key store cannot be read. The data is not lost. Sign in with the password or the "
        "recovery code"
    ),
    Trouble.KEYS_FILE: N_("The key file is damaged or missing. The data is not lost. Use the recovery code"),
    Trouble.UNSAFE_PATH: N_("The data folder is not safe to use: {why}. Choose a folder on this computer"),
    Trouble.ALREADY_RUNNING: N_("The program is already running with this data. Use the open window"),
    Trouble.NO_PROFILE: N_("There is no desk in this folder yet. Enrol the window or open a trial first"),
    Trouble.PROFILE_EXISTS: N_("There is already a desk in this folder. Choose an empty one"),
    Trouble.BACKUP_BAD: N_("This backup cannot be used: {why}. Nothing was changed"),
    Trouble.BACKUP_MISSING: N_(
        "There is no backup file {file} in {folder}. Nothing was changed. Name it with its whole path; the "
        "desk keeps its backups in its folder backups"
    ),
    Trouble.JOURNAL_BROKEN: N_(
        "The records do not tie out at no. {seq}. Work can go on; payments are paused. Tell the lead"
    ),
    Trouble.OFFLINE: N_("The province cannot be reached. Saved here; it is sent as soon as the line is back"),
    Trouble.NOT_THE_PROVINCE: N_(
        "Something else answered instead of the province (perhaps a network sign-in page). Nothing was sent"
    ),
    Trouble.PROVINCE_REFUSED: N_("The province refused: {code}. Nothing is lost; tell the administrator"),
    Trouble.CLOCK: N_("The clock of this computer is wrong by more than a day. Set it right"),
    Trouble.NO_PRINTER: N_(
        "Not printed: no printer “{printer}”. The case is safe. Pick another or save as PDF"
    ),
    Trouble.PRINT_REJECTED: N_("Not printed: the printer refuses jobs. The case is safe; print again later"),
    Trouble.SPOOLER_DOWN: N_(
        "Not printed: the print service is not running. The case is safe. Save as PDF or print again later"
    ),
    Trouble.FONT_LACKS: N_("The print font lacks: {characters}. They are printed as boxes with their code"),
    Trouble.RULES_BAD: N_("The rule file {file}, line {line}, field {field} is not right: {reason}"),
    Trouble.FILE_UNREADABLE: N_("The file {file} cannot be read: {why}"),
    Trouble.FILE_UNWRITABLE: N_("The file {file} cannot be written: {why}"),
    Trouble.NO_SCREEN: N_("There is no screen here"),
}
