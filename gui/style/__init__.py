"""How the window is drawn and worded: colours, fonts, focus, language, and the words for kinds, states and acts."""
