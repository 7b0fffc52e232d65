"""Running it: the pipeline, its threads, and the use cases the window and the command line share."""
