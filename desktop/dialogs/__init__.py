"""Windows that open above the main one: they ask, and hand the answer over by a signal.

May import panels, services, system and ui.
"""
