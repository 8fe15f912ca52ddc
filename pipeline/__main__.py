"""`python -m pipeline` is the command `linernotes`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
