"""What a key or a button sets going: ties panels to services.

May import every other room of the window.
"""
