"""Markdown, with front matter above it."""
