"""What a file is that is no list of companies: better said at once than as fifty errors about its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "an archive (7-Zip)"),
    (b"Rar!", "an archive (RAR)"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"-----begin", "a key or certificate"),
    (b"ssh-rsa ", "an SSH public key"),
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"<?xml", "an XML file"),
    (b"from: ", "an e-mail"),
)
"""How files begin, in small letters where letters have two sizes; the first that fits counts."""

_ENTRIES: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "a binary Excel workbook (XLSB)"),
    ("word/document.xml", "a Word document (DOCX)"),
    ("ppt/presentation.xml", "a presentation (PPTX)"),
    ("Index/Document.iwa", "an Apple document (Numbers, Pages or Keynote)"),
    ("content.xml", "an OpenDocument file (ODS, ODT), as LibreOffice writes it"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
)
"""What an archive holds that gives it away."""

_LOOKED_AT = 64
SAVE_AS = "Save the list as XLSX or CSV (UTF-8); 'batchportal init' writes one to fill in."
"""What to do about it."""


def by_content(content: bytes) -> str | None:
    """What the bytes are, or None where they may well be a list as text."""
    beginning = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    # Markup and headings are written in capitals, too.
    return next(
        (what for mark, what in _BEGINNINGS if beginning.startswith(mark) or beginning.lower().startswith(mark)), None
    )


def by_entries(names: Collection[str]) -> str:
    """What an archive with these entries is."""
    return next((what for entry, what in _ENTRIES if entry in names), "an archive (ZIP)")
