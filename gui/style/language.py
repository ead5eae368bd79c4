"""The interface's language: the catalogues of the one chosen, put in place of those before."""

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core.languages import first_spoken

from .theme import RESOURCES

LOCALES = {"zh": "zh_CN", "en": "en_US"}
# words of Qt's file dialog and message box that its own Chinese catalogue lacks: ours has them
LACKING = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "%1 File"),
    QT_TRANSLATE_NOOP("QMessageBox", "&Copy Text"),
)
# asked for its children, an application has PySide know its style, and make all enumerations of one: 6 ms
_loaded: list[QTranslator] = []


def use_language(chosen: str) -> bool:
    """Load the catalogues of a language by name, of the system's for any other name; English needs none.

    Return whether the program's own is another than before.
    """
    app = QCoreApplication.instance()
    assert app is not None
    before = _ours(_loaded)
    for translator in _loaded:
        app.removeTranslator(translator)
        translator.setParent(None)
        translator.deleteLater()
    _loaded.clear()
    # not the system's locale, by which Qt would go on to Chinese from an English that has no catalogue
    language = chosen if chosen in LOCALES else first_spoken(QLocale.system().uiLanguages())
    locale = QLocale(LOCALES[language])
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt), ("biaoshu", str(RESOURCES / "i18n"))):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
            _loaded.append(translator)
        else:
            translator.setParent(None)
    return before != _ours(_loaded)


def _ours(loaded: Iterable[QTranslator]) -> set[str]:
    return {translator.filePath() for translator in loaded if "biaoshu_" in translator.filePath().rpartition("/")[2]}
