"""Whether everything on record holds: each module looks at one kind of promise, `checking` has the list of them all."""
