"""A file becomes pages of words with their places: PDFs, photos, texts, boxes; what is hostile stays in a child."""
