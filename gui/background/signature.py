"""The signature: the name decisions are signed with, and the id that stays behind it in every store."""

from typing import TYPE_CHECKING

from core.model.errors import UserError

from ..preferences.settings import Settings

if TYPE_CHECKING:
    from core.store import Store


class Signature:
    """Who decides on this computer, kept in the settings: the name in use, and the id of each name used before.

    Two people of one name have two ids, so that their stores can be put together.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        """The name in use; "" before the first."""
        return self._settings.text("annotator")

    def take(self, name: str) -> None:
        """Sign with a name from now on: another person's, or one's own of before."""
        self._settings.keep("annotator", name)

    def begin(self, name: str) -> None:
        """Sign with a name nobody chose, under an id of one's own: in a colleague's store that name is another's."""
        # not at the top: a window is painted before anything is signed
        from uuid import uuid4

        self._keep(self._known() | {name: uuid4().hex})
        self.take(name)
        if not self._settings.text("name_asked"):
            self._settings.keep("name_asked", "no")

    @property
    def is_to_be_asked(self) -> bool:
        """Whether the name in use is one nobody chose or declined to choose; never for who came before it was asked."""
        return self._settings.text("name_asked") == "no"

    def stop_asking(self) -> None:
        """Ask for the name no more."""
        self._settings.keep("name_asked", "yes")

    def rename(self, name: str) -> None:
        """Go by a new name and stay who one is; raise UserError where the name is somebody else's here."""
        known = self._known()
        if name in known and name != self.name:
            raise UserError(
                "{name} is another annotator of this store. To decide as {name}, choose “This is somebody else”; for "
                "yourself, choose another name.",
                name=name,
            )
        if self.name in known:
            known[name] = known.pop(self.name)
            self._keep(known)
        self.take(name)

    def sign(self, store: "Store") -> str:
        """Make oneself known to a store; return the id to sign with.

        A name that is new here is taken for the one a store knows by that name.
        """
        known = self._known()
        identity = store.annotator(self.name, known.get(self.name, ""))
        if known.get(self.name) != identity:
            self._keep(known | {self.name: identity})
        return identity

    def _known(self) -> dict[str, str]:
        """Return the id of each name."""
        lines = (line.partition(" ") for line in self._settings.text("identities").split("\n"))
        return {name: identity for identity, _, name in lines if name}

    def _keep(self, known: dict[str, str]) -> None:
        self._settings.keep("identities", "\n".join(f"{identity} {name}" for name, identity in known.items()))
