"""What a build runs on: its store, its processes, and Pelican's own class with both. No plugin: plugins may use it."""
