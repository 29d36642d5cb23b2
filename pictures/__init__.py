"""The pictures of the README, which ``python -m pictures`` makes anew."""
