"""What is typed in the form and stands in no step yet: kept, joined by keys, written before anything leads away."""

from core.model.figure import Figure


class TypedDraft:
    """What the session asks of a form; by itself it says that nothing is typed."""

    def is_there(self) -> bool:
        """Tell whether the form says anything that the figure under decision does not."""
        return False

    def so_far(self) -> Figure:
        """Return the figure as the form says it; what cannot be read is as it was before."""
        raise NotImplementedError

    def read(self) -> Figure:
        """Return the figure as the form says it; raise UserError, the keyboard in the field, where one is none."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of what was typed: it is written."""
