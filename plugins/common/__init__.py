"""What several plugins share: problems, settings, dates, Vietnamese text, YAML with line numbers, HTML helpers."""
