"""The commands that ask in a dialog before they act: which files, where to, by what name; the keys, the About box."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.jobs.read_files import TableFound
from core.model.errors import UserError

from ..background.workspace import Workspace
from ..library.library import Library
from ..preferences.settings import Settings
from ..widgets.file_dialogs import FileDialogs
from . import dialogs, import_dialogs, key_sheet, legend


class Dialogs:
    """Asks the user and has the workspace do it; each method raises UserError as the workspace does."""

    def __init__(self, workspace: Workspace, settings: Settings, library: Library, window: QWidget) -> None:
        self._workspace, self._settings, self._library, self._window = workspace, settings, library, window
        self._files = FileDialogs(settings, window)

    def open_files(self) -> None:
        """Ask for reports or a store, and open them."""
        self._workspace.open_paths(dialogs.ask_files(self._files))

    def open_folder(self) -> None:
        """Ask for a folder, and open every report in it."""
        folder = dialogs.ask_folder(self._files)
        if folder is not None:
            self._workspace.open_paths([folder])

    def read_again(self) -> None:
        """Ask for another encoding for the open report's file, and read the file again."""
        report, place = self._workspace.readable_again()
        place = place or import_dialogs.ask_place(self._files, report.name)
        encoding = import_dialogs.ask_encoding(self._window, report.encoding) if place else ""
        if place and encoding:
            self._workspace.file_import.read_again(report.digest, place, encoding)

    def show_refused(self) -> None:
        """List the files that could not be read last, with the reasons, and what was noticed about the others."""
        files = self._workspace.file_import
        if not (files.refused or files.said):
            raise UserError("Every file opened since the start could be read, and nothing was noticed about them.")
        import_dialogs.RefusedList(files.refused, files.said, self._window).show()

    def ask_columns(self, table: TableFound) -> None:
        """Ask which columns of a table say what, and read its rows as reports."""
        columns = import_dialogs.ask_columns(self._window, table)
        if columns is not None:
            self._workspace.file_import.read_table(table.source, columns)

    def new_store(self) -> None:
        """Ask where to make a new store, and open it."""
        path = dialogs.ask_new_store(self._files)
        if path is not None:
            self._workspace.open_store(path, create=True)

    def export(self) -> None:
        """Ask what to export and where to, and export it."""
        there, trial = self._workspace.exportable(row.digest for row in self._library.rows())
        choice = dialogs.ask_export(self._window, there, trial, self._settings)
        if choice is not None:
            self._workspace.export(choice)

    def ask_another_place(self, path: Path) -> Path | None:
        """Ask where else to write what could not be written to a file; None where the user thinks better of it."""
        return dialogs.ask_another_place(self._files, path)

    def import_labels(self) -> None:
        """Ask for a file of labels and what its labels shall become, and import them."""
        choice = dialogs.ask_label_file(self._window, self._files)
        if choice is not None:
            self._workspace.label_imports.take(choice, self._workspace.annotator_name())

    def take_back_import(self) -> None:
        """Undo what the last import of labels decided."""
        self._workspace.label_imports.take_back()

    def name_annotator(self) -> None:
        """Ask who decides, and sign with that name from now on."""
        name, another = dialogs.ask_annotator(self._window, self._workspace.annotator_name())
        if name:
            self._workspace.name_annotator(name, another=another)

    def show_keys(self) -> None:
        """Show every command with its keys, to be searched."""
        key_sheet.KeySheet(self._window, self._workspace.spell).show()

    def show_legend(self) -> None:
        """Show what the colours and marks mean."""
        legend.Legend(self._window).show()

    def show_about(self) -> None:
        """Say what this program is, its version and its licences."""
        dialogs.show_about(self._window)
