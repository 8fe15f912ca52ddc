"""A small corpus of all three kinds of files, about well-known sessions."""

from pathlib import Path

FILES = {
    "stax.txt": """---
title: The house band of Stax
published: 2012-06-01
---
The house band of Stax

Booker T. Jones was born in Memphis in 1944. Steve Cropper joined the Mar-Keys as guitarist in 1959.
“We never wrote anything down,” Cropper said.

In 1962 Jones and Cropper formed Booker T. & the M.G.'s. Donald “Duck” Dunn joined the band in 1964.
""",
    "motown.md": """# The snake pit

Bassist James Jamerson was born on Edisto Island in 1936. He never joined the Vandellas.
Jamerson died in Los Angeles on 2 August 1983 🎸.
""",
    "muscle-shoals.html": """<html><head><title>Muscle Shoals</title></head><body><article>
<p>Barry Beckett, Roger Hawkins, Jimmy Johnson and David Hood founded Muscle Shoals Sound Studio in 1969,
in a building on Jackson Highway in Sheffield, Alabama, that had once been a showroom for coffins.</p>
<p>Before that they had worked for Rick Hall, whose FAME Studios stood a few miles away. Hood was born
in Sheffield in 1943, and joined the studio's band as bassist in 1967.</p></article></body></html>
""",
    "gold-star.txt": "Gold Star\n\nPhil Spector married Ronnie Bennett in 1968. Hal Blaine was a drummer.\n",
}


def write_corpus(folder: Path, names: list[str] | None = None) -> Path:
    """The folder, in which the files lie, written in the order of these names."""
    folder.mkdir(exist_ok=True)
    for name in names or list(FILES):
        (folder / name).write_text(FILES[name], encoding="utf-8")
    return folder
