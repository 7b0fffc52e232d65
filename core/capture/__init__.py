"""Where pictures come from: sources, the loop that reads them, the inbox that hands them to workers."""
