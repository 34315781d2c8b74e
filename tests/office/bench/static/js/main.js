// Nothing of our own is loaded here: the pane is the server's, with our buttons.
