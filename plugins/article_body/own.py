"""What this package's own steps write into a text, wherever it came from."""

#: Classes of our own elements.
CLASSES = {
    "fig", "video", "photos", "nb", "table", "footnote", "footnote-ref", "footnote-backref", "toc", "signature",
    "right", "center",
}  # fmt: skip
#: Of the region that a table scrolls in.
TABLE_REGION = {"class": "table", "role": "region", "aria-label": "Bảng", "tabindex": "0"}
