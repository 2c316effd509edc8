// Every trial, in the order in which it runs. Each starts a hub of its own.
