"""Shows the kept PDF of a paper, byte for byte the one that is printed.

QtPdf is not part of PySide6-Essentials, and a second drawing of the same values would prove nothing.
So this room reads what `app.printing` writes (PDF 1.3 with embedded TrueType subsets, paths, grey text)
and draws it with QPainter. What it does not know it refuses: `Unreadable`.
"""
