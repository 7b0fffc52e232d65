"""Plain files the programs show: themes, icons, the stylesheet, translations. Found through importlib.resources."""
