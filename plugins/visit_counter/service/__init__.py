"""The live service: counts hits, keeps them, publishes the figures. It does not import Pelican.

A hit's way, one direction:

1. ``app`` reads the request: method, address asked for, visitor's network, agent, hint; robots and strangers end here.
2. ``counter`` decides, in memory and at once, whether a visit and a view are new.
3. ``committer`` gathers what changed and hands it to the store's thread as one batch of absolute values.
4. ``sqlite_store`` or ``postgres_store`` makes the batch durable; only then the hit is answered.
5. ``publisher`` writes ``stats.json``, the view shards and ``snapshot.json`` from what is durable.
"""
