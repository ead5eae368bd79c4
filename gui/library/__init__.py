"""The list of the store's reports, and the outline of the open one."""
