"""Small changes of a student's function, each to be tried: one file a kind, found by being there.

A file has its PLACE, by which kinds are tried in order (the likelier a slip, the earlier), and `edits(routine)`, which
gives the changes of one function that it knows (judgement.edit).
"""
