"""``python -m plugins.related_news FILE.jsonl --top 5``."""

import sys

from plugins.related_news.command import main

if __name__ == "__main__":
    sys.exit(main())
