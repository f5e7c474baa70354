"""``python -m plugins.content_checks [--content DIR] [--format text|json|github|sarif] [FILE ...]``."""

import sys

from plugins.content_checks.command import main

if __name__ == "__main__":
    sys.exit(main())
