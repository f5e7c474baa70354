"""``python -m plugins.visit_counter serve|import|backup|restore|doctor``."""

import sys

from plugins.visit_counter.service.cli import main

if __name__ == "__main__":
    sys.exit(main())
