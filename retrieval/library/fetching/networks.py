"""Private IP networks, listed here, as Python's own list differs from version to version.

Sources:
    IANA, IPv4 and IPv6 Special-Purpose Address Registries, as of RFC 9780: networks that are not globally reachable,
    and all other networks for protocol assignments, which host no documents.
    IANA, IPv6 Global Unicast Address Assignments; RFC 4291, 2.4.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import TypeAlias

Address: TypeAlias = "ipaddress.IPv4Address | ipaddress.IPv6Address"
Network: TypeAlias = "ipaddress.IPv4Network | ipaddress.IPv6Network"

_NOT_PUBLIC = """
0.0.0.0/8           this network                        RFC 791
10.0.0.0/8          private use                         RFC 1918
100.64.0.0/10       shared between a carrier's clients  RFC 6598
127.0.0.0/8         this machine                        RFC 1122
169.254.0.0/16      link-local, and clouds' metadata    RFC 3927
172.16.0.0/12       private use                         RFC 1918
192.0.0.0/24        protocol assignments                RFC 6890
192.0.2.0/24        documentation                       RFC 5737
192.88.99.0/24      relays of 6to4, given up            RFC 7526
192.168.0.0/16      private use                         RFC 1918
198.18.0.0/15       benchmarks                          RFC 2544
198.51.100.0/24     documentation                       RFC 5737
203.0.113.0/24      documentation                       RFC 5737
224.0.0.0/4         multicast                           RFC 5771
240.0.0.0/4         reserved, and broadcast             RFC 1112
::/3                no global unicast                   RFC 4291
2001::/23           protocol assignments, and Teredo    RFC 2928
2001:db8::/32       documentation                       RFC 3849
3fff::/20           documentation                       RFC 9637
4000::/2            no global unicast                   RFC 4291
8000::/1            no global unicast                   RFC 4291
"""
NOT_PUBLIC: tuple[Network, ...] = tuple(
    ipaddress.ip_network(row.split()[0]) for row in _NOT_PUBLIC.strip().splitlines()
)

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""NAT64 prefix; ends with the IPv4 address that it translates to: RFC 6052."""
_6TO4 = ipaddress.IPv6Network("2002::/16")
"""6to4 prefix; the IPv4 address of a router follows its first two bytes: RFC 3056."""
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
"""IPv4-mapped prefix; programs of this machine use it as an IPv4 address: RFC 4291, 2.5.5.2."""


def is_public(address: Address) -> bool:
    """Return whether an IP address is globally reachable, and an IPv4 address that is embedded in it, too.

    >>> is_public(ipaddress.ip_address("8.8.8.8")), is_public(ipaddress.ip_address("2002:7f00:1::"))
    (True, False)
    """
    return all(not any(one in network for network in NOT_PUBLIC) for one in _judged(address))


def _judged(address: Address) -> Iterator[Address]:
    """Yield the addresses to check: the address itself, or the IPv4 addresses embedded in it, or both."""
    bits = int(address)
    if isinstance(address, ipaddress.IPv6Address):
        if address in _MAPPED or address in _NAT64:
            yield ipaddress.IPv4Address(bits & 0xFFFFFFFF)
            return
        if address in _6TO4:
            yield ipaddress.IPv4Address(bits >> 80 & 0xFFFFFFFF)
    yield address
