"""How the window looks and the words it uses: colours, fonts, language, the words for the vocabulary."""
