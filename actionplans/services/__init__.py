"""What may be done with plans, actions, rounds and reviews, one function a deed."""
