"""The addresses that plugins link to are those that pelicanconf.py has written."""

import pelicanconf
from plugins.common import places


def test_places_are_where_pelican_writes_them() -> None:
    written = {
        places.TIP_OFF: (pelicanconf.TIP_OFF_URL, pelicanconf.TIP_OFF_SAVE_AS),
        places.TIP_OFF_ENGLISH: (pelicanconf.TIP_OFF_ENGLISH_URL, pelicanconf.TIP_OFF_ENGLISH_SAVE_AS),
        places.STATISTICS: (pelicanconf.STATISTICS_URL, pelicanconf.STATISTICS_SAVE_AS),
        places.ARCHIVE: (pelicanconf.ARCHIVES_URL, pelicanconf.ARCHIVES_SAVE_AS),
        places.KEYWORDS: (pelicanconf.TAGS_URL, pelicanconf.TAGS_SAVE_AS),
        places.EVENTS: (pelicanconf.EVENTS_URL, pelicanconf.EVENTS_SAVE_AS),
    }
    assert set(written) == set(places.STANDING) - {places.FRONT}
    for address, (url, save_as) in written.items():
        assert (f"/{url}", f"/{save_as}") == (address, f"{address}index.html")
