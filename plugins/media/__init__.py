"""Pictures, video and files to download: sizes and modern formats, no EXIF, only what published pages use.

Originals are never published. Every file that leaves has a name that holds a hash of its content, except attachments
and video, which keep their names. Pictures of wanted notices all have one stem, and leave the cache when unused.

Signals: ``initialized`` (puts the library in place), ``article_generator_finalized`` (attachments), ``get_generators``
(writes the files). Setting: ``MEDIA``.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.media.plugin import register as connect

    connect()


__all__ = ["register"]
