"""The packaged app as its users meet it: unpacked on a system that has nothing for it."""
