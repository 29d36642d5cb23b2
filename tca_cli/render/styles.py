"""The styles that several views share."""

# Matches must stand out on light and on dark ground, and without colour.
MATCH = "bold red"
