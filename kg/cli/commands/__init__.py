"""One command a module; each offers `register(app)`."""
