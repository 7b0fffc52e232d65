"""The words Usher is written in: frozen values that may cross threads. Imports nothing but numpy."""
