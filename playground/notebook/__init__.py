"""For one's own programs and notebooks: look into any Keras network, watch it learn, open the app on it."""
