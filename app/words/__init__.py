"""Words for people: the catalogue, and every refusal and obstacle as a sentence. Shared by desk and shell."""
