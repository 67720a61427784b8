"""Records of a page in source offsets: mentions, facts, totals, and what the head of a document says."""
