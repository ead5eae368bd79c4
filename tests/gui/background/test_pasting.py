"""A paste that is no report is refused at once, in a sentence."""

from time import monotonic

from PySide6.QtGui import QGuiApplication

from gui.window import MainWindow

# seconds; a machine at rest takes a tenth of it
AT_ONCE = 3


def test_a_paste_of_100_mb_is_refused_in_one_sentence(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("2025年地区生产总值增长5%。\n" * 3_000_000)
    begun = monotonic()
    window.actions_by_name["paste_report"].trigger()
    took = monotonic() - begun
    assert "more than 2000000 characters" in window.notice.text()
    assert len(window.session.reports) == 1
    assert took < AT_ONCE
    QGuiApplication.clipboard().clear()
