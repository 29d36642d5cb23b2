"""The styles that several views share."""

# Matches must stand out on light and on dark ground, and without colour.
MATCH = "bold red"
# So must what came and what went, between two versions.
ADDED, REMOVED = "green underline", "red strike"
