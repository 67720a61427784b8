"""Parts of the scorer: gold files, names that agree, and one module a measure."""
