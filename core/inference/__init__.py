"""Networks: engines behind one protocol, the packs they come in, and what their answers mean.

May import imaging and what lies below it.
"""
