"""What is asked or told in a window of its own: which files, where to, by what name; the keys, the About box."""

from PySide6.QtWidgets import QWidget

from gui.desk import Desk


class Asking:
    """Asks, and lets the desk do it; raises UserError as the desk does."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        self._desk, self._window = desk, window

    def open_files(self) -> None:
        """Ask for reports or a store, and open them."""
        # here and below, not at the top: it would only delay the first paint
        from gui import dialogs

        self._desk.open_paths(dialogs.ask_files(self._window))

    def open_folder(self) -> None:
        """Ask for a folder, and open every report in it."""
        from gui import dialogs

        folder = dialogs.ask_folder(self._window)
        if folder is not None:
            self._desk.open_paths([folder])

    def new_store(self) -> None:
        """Ask where a new store shall be, and open it."""
        from gui import dialogs

        path = dialogs.ask_new_store(self._window)
        if path is not None:
            self._desk.open_store(path)

    def export(self) -> None:
        """Ask what to export and where to, and write it."""
        from gui import dialogs

        choice = dialogs.ask_export(self._window)
        if choice is not None:
            self._desk.export(choice)

    def name_annotator(self) -> None:
        """Ask who decides, and sign with that name from now on."""
        from gui import dialogs

        name = dialogs.ask_annotator(self._window, self._desk.annotator_name())
        if name:
            self._desk.name_annotator(name)

    def show_keys(self) -> None:
        """Show every command with its keys."""
        from gui import dialogs

        dialogs.KeySheet(self._window).show()

    def show_about(self) -> None:
        """Say what this program is, its version and its licences."""
        from gui import dialogs

        dialogs.show_about(self._window)
