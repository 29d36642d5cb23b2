"""Mail: one, or a box of them."""
