"""The language of the running program: our catalogue and Qt's own words switch together."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.words.catalogue import Language, set_language


class _Qt:
    """Qt's own words in force, if any, and the language they were chosen for."""

    translator: QTranslator | None = None
    spoken: Language | None = None


def speak(language: Language | str) -> None:
    """Switch; whoever shows words then calls its `retranslate`."""
    wanted = Language(language)
    set_language(wanted)
    QLocale.setDefault(
        QLocale(QLocale.Language.Chinese if wanted is Language.ZH else QLocale.Language.English)
    )
    application = QCoreApplication.instance()
    if application is None or _Qt.spoken is wanted:
        return  # a translator put in anew is news to every widget
    _Qt.spoken = wanted
    if _Qt.translator is not None:
        application.removeTranslator(_Qt.translator)
        _Qt.translator = None
    if wanted is Language.ZH:
        translator = QTranslator()
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(translator)
            _Qt.translator = translator
