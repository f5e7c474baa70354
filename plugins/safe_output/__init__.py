"""The frame around a build: all problems in one run, nothing written when there is an error, no half-made output.

1. ``initialized``: the build writes into a fresh folder beside the output; plugins that could not load are errors.
2. ``get_writer`` (after everything was read, before anything is written): print the report; stop on errors.
3. ``finalized``: check the links of the finished folder, run the checks that plugins added
   (``plugins.common.final_checks``), then move it into place file by file: what is the same is not
   touched, files go before pages, what no longer exists goes last. Then the files that plugins handed over to be kept
   beside the site (``plugins.common.side_files``).

Setting: ``SAFE_OUTPUT``.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.safe_output.plugin import register as connect

    connect()


__all__ = ["register"]
