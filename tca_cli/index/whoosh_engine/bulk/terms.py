"""The file of terms (``.trm``): a hash table of them all, which are in order as well.

As Whoosh's ``OrderedHashWriter`` has it, all numbers with the highest byte first: a
head (tag, kind of hash, eight bytes unused); of each term the lengths of key and value,
the key (the number of its field in two bytes, and the term) and the value (its
``TERM_INFO``); 256 tables of slots, each a hash and where its term is, twice as many as
terms, of which a term takes the first free one from that which its hash names; where
each table is and its number of slots; a pickled dictionary; where each term is, in
order; and the size of these last two.
"""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

import numpy as np

from tca_cli.index.whoosh_engine.bulk.layout import (
    Numbers,
    Strings,
    Table,
    before,
    in_bytes,
    laid_out,
)
from tca_cli.index.whoosh_engine.bulk.postings import TERM_INFO

_CRC32 = 1
_HEAD = b"HSH3" + bytes([_CRC32]) + bytes(8)
_TABLES = 256
_SLOT = np.dtype([("hash", ">u4"), ("at", ">i8")])
_TABLE = np.dtype([("at", ">i8"), ("slots", ">i4")])


def term_file(fields: Mapping[str, Sequence[bytes]], infos: bytes) -> Iterator[bytes]:
    """Yield the parts of the file of *fields*: their names and terms, both in order.

    *infos* has the ``TERM_INFO`` of every term.
    """
    keys: list[bytes] = []
    for number, terms in enumerate(fields.values()):
        prefix = number.to_bytes(2)
        keys += [prefix + term for term in terms]
    strings = Strings.of(keys)
    lengths = np.empty((len(keys), 8), np.uint8)
    lengths[:, :4] = in_bytes(strings.sizes, ">i4")
    lengths[:, 4:] = np.frombuffer(TERM_INFO.itemsize.to_bytes(4), np.uint8)
    rows = np.frombuffer(infos, np.uint8).reshape(len(keys), TERM_INFO.itemsize)
    entries, sizes = laid_out(Table(lengths), strings, Table(rows))
    at = before(sizes) + len(_HEAD)
    yield _HEAD
    yield entries.tobytes()
    end = len(_HEAD) + len(entries)
    hashes = np.fromiter(map(crc32, keys), np.int64, len(keys))
    yield from _tables(hashes, at, end)
    code, form = _smallest_form(int(at[-1]) if len(at) else 0)
    numbers = {name: number for number, name in enumerate(fields)}
    extras = {"fieldmap": numbers, "indextype": code, "indexlen": len(keys)}
    last = pickle.dumps(extras, 2) + at.astype(form).tobytes()
    yield last
    yield len(last).to_bytes(4)


def _tables(hashes: Numbers, at: Numbers, start: int) -> Iterator[bytes]:
    """Yield the tables, the first of which begins at *start*, and where each is."""
    table = hashes % _TABLES
    slots = 2 * np.bincount(table, minlength=_TABLES)
    begins = before(slots)
    homes = (hashes >> 8) % slots[table]
    taken = begins[table] + _places(table, homes, slots)
    filled = np.zeros(2 * len(hashes), _SLOT)
    filled["hash"][taken] = hashes
    filled["at"][taken] = at
    yield filled.tobytes()
    directory = np.zeros(_TABLES, _TABLE)
    directory["at"] = start + begins * _SLOT.itemsize
    directory["slots"] = slots
    yield directory.tobytes()


def _places(table: Numbers, homes: Numbers, slots: Numbers) -> Numbers:
    """Return the slot that each takes in its table: its home, or the next free one.

    In the order of their homes each takes its home or the slot after the one before,
    whichever comes later; those beyond the end of a table begin again at its start.
    """
    order = np.lexsort((homes, table))
    count = np.arange(len(order))
    # So far apart that no table reaches into the next.
    apart = table[order] * (4 * (len(order) + 1))
    in_order = np.maximum.accumulate(apart + homes[order] - count) + count - apart
    places = np.empty(len(order), np.int64)
    places[order] = in_order
    beyond = np.flatnonzero(places >= slots[table])
    for number in beyond.tolist():
        used = set(places[table == table[number]].tolist())
        places[number] = next(slot for slot in range(len(used) + 1) if slot not in used)
    return places


def _smallest_form(greatest: int) -> tuple[str, str]:
    """Return the sign of Python's arrays, and NumPy's, of numbers up to *greatest*."""
    for code, form in (("H", ">u2"), ("i", ">i4"), ("q", ">i8")):
        if greatest <= np.iinfo(form).max:
            return code, form
    raise AssertionError(greatest)
