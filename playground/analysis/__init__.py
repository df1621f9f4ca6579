"""What can be worked out from traces: what a network says as it reads, why, how long it remembers, how it learns."""
