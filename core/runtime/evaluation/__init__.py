"""How well a pack recognises people: measured over a folder of pictures, through what live use goes through."""
