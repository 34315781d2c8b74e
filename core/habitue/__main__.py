"""`python -m habitue`, where the program is not on the path."""

from habitue.cli import main

if __name__ == "__main__":
    main()
