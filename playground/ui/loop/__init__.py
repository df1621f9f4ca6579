"""The For loop page: a recurrent network as ten lines of NumPy."""
