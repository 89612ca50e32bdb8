"""A class: who handed in what, the engines that grade it, and its gradebook."""
