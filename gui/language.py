"""The interface's language: the catalogues of the one chosen, put in place of those before."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gui.theme import RESOURCES

LOCALES = {"zh": "zh_CN", "en": "en_US"}


def use_language(chosen: str) -> None:
    """Load the catalogues of a language by name, of the system's for any other name; English needs none."""
    app = QCoreApplication.instance()
    assert app is not None
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    locale = QLocale(LOCALES[chosen]) if chosen in LOCALES else QLocale.system()
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt), ("biaoshu", str(RESOURCES / "i18n"))):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
