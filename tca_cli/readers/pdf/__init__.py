"""PDF: signs at places, made lines and paragraphs again."""
