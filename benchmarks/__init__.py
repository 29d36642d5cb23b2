"""tca beside its peers, measured where it is run.

Every figure stands beside one of a peer from the same rounds, in which all take turns:
what else the machine does meets all of them. All have the same files, which have been
read before, and start in fresh processes unless it says otherwise. A peer does some of
what tca does, and pays for that alone: none keeps versions, and a script of a dozen
lines looks for no byline.
"""
