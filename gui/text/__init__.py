"""The report's text: its document, what is highlighted in it, its scrolling, its mouse and its headings."""
