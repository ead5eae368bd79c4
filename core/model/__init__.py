"""The records that all other packages share, with their vocabularies and the table of attributes.

It imports no other one.
"""
