"""How the machine is doing."""
