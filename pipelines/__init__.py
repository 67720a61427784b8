"""Text side of zhijiao-kg: documents and language. Knows nothing of databases."""
