"""What a name of each type is made of: its comparable key, its full form in a place, and the short forms it may take."""
