"""Papers: frozen values to PDF (`render`), the mark of a reprint (`reprint`), and where they go (`printers`).

`documents/<stem>.py` sets one kind each, on `form` (blocks from top to bottom) over `flow` and `tables`
(pages), `lines` and `fonts` (measured text), `ink` (what a page is made of) and `canvas` (ink to PDF).
The locked wording stands in `resources/documents/<stem>.yaml`. ReportLab and segno are imported on first use.
"""
