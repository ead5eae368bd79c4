"""What the rooms share: records, their vocabulary and the table of attributes; pure, no other room is imported here."""
