"""Attachments: title, address, kind, size."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.media import FILE_KINDS as KINDS
from plugins.common.media import Attachment, MediaError
from plugins.media.attachments import read_attachment
from plugins.media.library import Library
from plugins.media.settings import MediaSettings


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "ke-hoach_78.pdf").write_bytes(b"x" * 1_234_567)
    (folder / "mau.DOCX").write_bytes(b"x" * 85_000)
    (folder / "la.xyz").write_bytes(b"x")
    (folder / "README").write_bytes(b"")
    (folder / "ke hoach #1.pdf").write_bytes(b"x")
    return Library(tmp_path, MediaSettings())


@pytest.mark.parametrize(
    ("entry", "attachment"),
    [
        (
            "Kế hoạch 78/KH-UBND | /documents/ke-hoach_78.pdf",
            Attachment(
                "Kế hoạch 78/KH-UBND", "/documents/ke-hoach_78.pdf", "PDF", "1,2 MB", "documents/ke-hoach_78.pdf"
            ),
        ),
        (
            "/documents/ke-hoach_78.pdf",
            Attachment("Ke hoach 78", "/documents/ke-hoach_78.pdf", "PDF", "1,2 MB", "documents/ke-hoach_78.pdf"),
        ),
        ("Mẫu|documents/mau.DOCX", Attachment("Mẫu", "/documents/mau.DOCX", "Word", "85 KB", "documents/mau.DOCX")),
    ],
)
def test_attachments(library: Library, entry: str, attachment: Attachment) -> None:
    assert read_attachment(entry, str(library.root / "tin" / "bai.md"), library) == attachment


@pytest.mark.parametrize(
    "entry", ["/documents/none.pdf", "Kế hoạch | /documents/none.pdf", "/../etc/passwd", "Kế hoạch", "C:\\a.pdf", ""]
)
def test_missing_files(library: Library, entry: str) -> None:
    with pytest.raises(MediaError):
        read_attachment(entry, str(library.root / "bai.md"), library)


@pytest.mark.parametrize("entry", ["/documents/ke hoach %231.pdf", "Kế hoạch | /documents/ke%20hoach%20%231.pdf"])
def test_addresses_are_encoded(library: Library, entry: str) -> None:
    made = read_attachment(entry, str(library.root / "bai.md"), library)
    assert (made.href, made.source) == ("/documents/ke%20hoach%20%231.pdf", "documents/ke hoach #1.pdf")


def test_a_titled_path_may_hold_a_space(library: Library) -> None:
    (library.root / "documents" / "ke hoach.pdf").write_bytes(b"x")
    made = read_attachment("Kế hoạch | /documents/ke hoach.pdf", str(library.root / "bai.md"), library)
    assert (made.title, made.source) == ("Kế hoạch", "documents/ke hoach.pdf")


def test_kinds_are_extensions_in_small_letters() -> None:
    assert all(extension.startswith(".") and extension == extension.lower() for extension in KINDS)


@pytest.mark.parametrize("name", ["anh.jpg", "anh.PNG", "so-do.svg"])
def test_pictures_are_no_attachments(library: Library, name: str) -> None:
    """What is attached is published as it is, with EXIF and the place it was taken at."""
    (library.root / "documents" / name).write_bytes(b"x")
    with pytest.raises(MediaError, match="ảnh không làm tệp đính kèm được") as caught:
        read_attachment(f"Ảnh | /documents/{name}", str(library.root / "bai.md"), library)
    assert "![chú thích](/images/ten-anh.jpg)" in caught.value.remedy


@pytest.mark.parametrize("entry", ["| /documents/ke-hoach_78.pdf", "  |/documents/ke-hoach_78.pdf"])
def test_an_empty_title_is_no_title(library: Library, entry: str) -> None:
    assert read_attachment(entry, str(library.root / "bai.md"), library).title == "Ke hoach 78"


@pytest.mark.parametrize("name", ["documents/la.xyz", "documents/README", "documents/a.html", "documents/a.js",
                                  "_data/contacts.yml", "tin/nhap.md", "index.html", "tin/ke-hoach.pdf"])  # fmt: skip
def test_only_documents_are_published(library: Library, name: str) -> None:
    path = library.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    with pytest.raises(MediaError, match="tệp này không được công bố"):
        read_attachment(f"/{name}", str(library.root / "bai.md"), library)
