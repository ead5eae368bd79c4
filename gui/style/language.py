"""The language of the interface: loads the catalogues of the chosen language in place of those before."""

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core.languages import Language, first_spoken

from .design import RESOURCES

LOCALES: dict[Language, str] = {"zh": "zh_CN", "en": "en_US"}
# words of Qt's file dialog and message box that are missing in Qt's Chinese catalogue and are in ours
LACKING = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "%1 File"),
    QT_TRANSLATE_NOOP("QMessageBox", "&Copy Text"),
)
# not found as children of the application: PySide would make all enumerations of its style, which takes 6 ms
_loaded: list[QTranslator] = []
# one choice for the whole application, like its catalogues
_spoken: dict[str, Language] = {}


def use_language(chosen: str) -> bool:
    """Load the catalogues of a language by name, or of the system's language for any other name.

    English needs no catalogue. Returns whether the language is another one than before.
    """
    app = QCoreApplication.instance()
    assert app is not None
    before = _ours(_loaded)
    for translator in _loaded:
        app.removeTranslator(translator)
        translator.setParent(None)
        translator.deleteLater()
    _loaded.clear()
    # not the system's locale: English has no catalogue, and Qt would go on to the next language, Chinese
    language = next((one for one in LOCALES if one == chosen), None) or first_spoken(QLocale.system().uiLanguages())
    _spoken["language"] = language
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


@cache
def _chinese() -> QTranslator:
    translator = QTranslator()
    translator.load(QLocale(LOCALES["zh"]), "biaoshu", "_", str(RESOURCES / "i18n"))
    return translator


def in_english(context: str, text: str) -> str:
    """Return a text in English, whatever the interface's language is: the source is English."""
    return text


def in_chinese(context: str, text: str) -> str:
    """Return a text in Chinese, whatever the interface's language is."""
    return _chinese().translate(context, text) or text


def spoken_language() -> Language:
    """Return the language of the interface; that of the system before one was chosen."""
    return _spoken.get("language") or first_spoken(QLocale.system().uiLanguages())


def _ours(loaded: Iterable[QTranslator]) -> set[str]:
    return {translator.filePath() for translator in loaded if "biaoshu_" in translator.filePath().rpartition("/")[2]}
