"""The formats of shards: how rows are read from each, and how they are written."""
