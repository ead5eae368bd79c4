"""Pieces that several panes are made of: lines to type in, menus, keys of their own."""
