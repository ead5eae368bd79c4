# The work is done by tools/dev.py, which Windows and macOS call too: python3 tools/dev.py VERB
PYTHON ?= python3

.PHONY: run test test-stock test-long windows-test lint bench screenshot scenes lock i18n package sign package-test release font icons audit clean
run test test-stock test-long windows-test lint bench screenshot scenes lock i18n package sign package-test release font icons audit clean:
	@$(PYTHON) tools/dev.py $@ $(ARGS)
