"""What is compared: each a process of its own, in a virtual environment of its own, that does what it is told."""
