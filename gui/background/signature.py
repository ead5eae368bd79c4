"""The signature: the name with which decisions are signed, and the id that stands for the person in every store."""

from typing import TYPE_CHECKING

from core.model.errors import UserError

from ..preferences.settings import Settings

if TYPE_CHECKING:
    from core.store import Store


class Signature:
    """The person who decides on this computer, kept in the settings: the name in use, and the id of each name used.

    Two people with the same name have two ids, so that their stores can be merged.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        """The name in use; "" before the first one."""
        return self._settings.text("annotator")

    def take(self, name: str) -> None:
        """Sign with a name from now on: that of another person, or an earlier one."""
        self._settings.keep("annotator", name)

    def begin(self, name: str) -> None:
        """Sign with a name that nobody chose, under a new id.

        In a colleague's store the same name would be another person.
        """
        # imported here: a window is painted before anything is signed
        from uuid import uuid4

        self._keep(self._known() | {name: uuid4().hex})
        self.take(name)
        if not self._settings.text("name_asked"):
            self._settings.keep("name_asked", "no")

    @property
    def is_to_be_asked(self) -> bool:
        """Whether the user has neither chosen the name in use nor declined to choose one.

        Always False for users from before the question was introduced.
        """
        return self._settings.text("name_asked") == "no"

    def stop_asking(self) -> None:
        """Do not ask for the name again."""
        self._settings.keep("name_asked", "yes")

    def rename(self, name: str) -> None:
        """Change the name and keep the id; raise UserError where the name belongs to somebody else here."""
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
        """Record the person in a store; return the id to sign with.

        A name that is new on this computer is taken for the person of that name in the store.
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
