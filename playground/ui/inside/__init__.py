"""The Inside page: one example through a network, timestep by timestep."""
