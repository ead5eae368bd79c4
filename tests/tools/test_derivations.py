"""The derivations of docs/extraction.md are what the detector reads now."""

from tools.derivations import PAGE, derivations, page_with


def test_the_page_tells_what_is_read() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == page_with("\n\n".join(derivations()), page), "run python -m tools.derivations"


def test_there_are_twenty_of_them_and_both_figures_and_others() -> None:
    blocks = list(derivations())
    assert len(blocks) >= 20
    assert any("No figure" in block for block in blocks)
    assert all("[" in block for block in blocks)
