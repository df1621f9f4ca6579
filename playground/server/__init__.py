"""What the server does beside Streamlit: who is looking, and addresses of its own."""
