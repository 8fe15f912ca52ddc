"""The recipe of the English model that ships: from open gold data to a spaCy pipeline."""
