"""The parts of the window: header, navigation, stack of pages, keys, palette, key sheet, lock."""
