"""The commands of stores as files: put together, passed on, brought back, checked."""

from gui.commands.command import Command
from gui.looks.words import QT_TRANSLATE_NOOP

STORES: tuple[Command, ...] = (
    Command("merge_stores", QT_TRANSLATE_NOOP("commands", "Merge stores…"), ("Ctrl+M",), "file", "keeping", group=True),
    Command("take_back_merge", QT_TRANSLATE_NOOP("commands", "Take back the last merge"), (), "file", "keeping"),
    Command("share_copy", QT_TRANSLATE_NOOP("commands", "Share a copy…"), (), "file", "keeping"),
    Command("restore_store", QT_TRANSLATE_NOOP("commands", "Restore a backup…"), (), "file", "keeping"),
    Command("check_store", QT_TRANSLATE_NOOP("commands", "Check the store"), (), "file", "keeping"),
    Command("repair_store", QT_TRANSLATE_NOOP("commands", "Repair a damaged store…"), (), "file", "keeping"),
    Command("save_unwritten", QT_TRANSLATE_NOOP("commands", "Save what could not be written…"), (), "file", "keeping"),
)
