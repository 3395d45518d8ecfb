"""The official sources at work: fetching a letter by its number, looking for new ones, filling and checking Kamerstukken."""
