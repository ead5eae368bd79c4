"""Small widgets that several panes use: lines to type in, menus, and widgets with keys of their own."""
