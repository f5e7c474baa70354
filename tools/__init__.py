"""What tasks.py calls: thin, typed helpers around Pelican, the servers and the test machine.

Nothing of this runs on a reader's side or inside a build; plugins never import it.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder, whatever folder a task was started in."""
