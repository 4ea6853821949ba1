"""Many documents: shards in, shards out, with a manifest, so that nothing is lost and any run can go on.

Needs the extra ``corpus``; nothing of it is imported before it is used.
"""
