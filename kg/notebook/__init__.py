"""What the Python door `kg.Graph` is made of: frames, cards, networks, SPARQL and pictures for notebooks."""
