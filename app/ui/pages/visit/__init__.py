"""The visit page: who is here, what they did before, the services, and the closing evaluation."""
