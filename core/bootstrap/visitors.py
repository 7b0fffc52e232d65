"""The visitors' book for the command line: no cameras, no window."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from core.bootstrap.parts import nobody_listens, open_gallery, open_pack, open_store
from core.config import load_settings
from core.domain.clock import SystemClock
from core.domain.ids import DoorId, PersonId
from core.runtime.attendance.zones import zone_of
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.roster import Roster
from core.runtime.visitors import Reception, VisitorDesk
from core.store.store import SqliteStore


@dataclass(frozen=True, slots=True)
class VisitorsOffice:
    """The desk, the store its hosts are looked up in, and the zone its days are days of."""

    store: SqliteStore
    desk: VisitorDesk
    zone: ZoneInfo


@contextmanager
def open_visitors(data_dir: Path) -> Iterator[VisitorsOffice]:
    """Lend the visitors' book of `data_dir`. Raises KnownError."""
    settings, clock = load_settings(data_dir), SystemClock()
    with (
        open_store(data_dir) as store,
        open_pack(settings, data_dir, 1) as pack,
        open_gallery(store, pack, settings, data_dir) as gallery,
    ):
        roster = Roster(store, gallery.gallery, pack.model_id, gallery.thresholds, clock, nobody_listens)
        roster.load(gallery.fill)
        people = PeopleDesk(store, roster, Denials(), clock, gallery.forget_packed)
        credentials = CredentialDesk(store.secrets, clock, _nobody_types)
        zone = zone_of(store.ledger.plan().calendar)
        yield VisitorsOffice(
            store,
            VisitorDesk(
                Reception(
                    store.visits,
                    people,
                    roster,
                    credentials,
                    lambda: zone,
                    lambda: settings,
                    clock,
                    nobody_listens,
                )
            ),
            zone,
        )


def _nobody_types(_person: PersonId, _door: DoorId) -> None:
    """There is no door here at which a PIN could be wrong."""
