"""The law of a case in plain Python: the clock, and what an application must hold."""
