"""Which addresses may be fetched: hosts that the source's entry names, at public internet addresses.

The host's name is looked up once, here, and the connection is made to the address that was checked: a name that
resolves differently a moment later leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
PORTS = {"http": 80, "https": 443}
# Networks that carry an IPv4 address inside: what they lead to is not what they look like.
TUNNELS = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
LONGEST = 2_000


class NotAllowed(ValueError):
    """An address that the source's entry does not allow; the message says which rule and what to do."""


class RobotsAsk(NotAllowed):
    """The site's robots.txt asks not to fetch an address; it may ask otherwise tomorrow."""


class Unresolved(OSError):
    """The name server gave no address, which may pass."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that was checked, and the one network address to connect to."""

    url: str
    host: str
    port: int
    ip: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt and the rate limit count by."""
        scheme = urlsplit(self.url).scheme
        return f"{scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host with the port where it is not the scheme's own; as the Host header wants it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if PORTS[urlsplit(self.url).scheme] == self.port else f"{host}:{self.port}"


def resolve(host: str, port: int) -> list[str]:
    """Network addresses of a host, as the system's name service gives them."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (socket.gaierror, UnicodeError) as error:
        raise Unresolved(f"{host}: no address is known for this name ({error}).") from error


def checked(url: str, hosts: tuple[str, ...], *, allow_loopback: bool = False, look_up: Resolve = resolve) -> Address:
    """Check an address against the hosts of a source and against networks that are nobody's business.

    Args:
        hosts: ``www.example.org``, ``*.example.org`` (any name under it), each with ``:port`` for another port than
            the scheme's.

    Raises:
        NotAllowed: It is not one to fetch.
        Unresolved: No network address is known for its host.
    """
    if len(url) > LONGEST or any(ord(character) < 33 or ord(character) == 127 for character in url):
        raise NotAllowed("the address is too long, or holds spaces or control characters.")
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode() if parts.hostname else ""
    except (ValueError, UnicodeError) as error:
        raise NotAllowed(f"the address cannot be understood: {error}.") from error
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise NotAllowed("only http and https addresses without a user name are fetched.")
    if not any(_matches(pattern, host, port, parts.scheme) for pattern in hosts):
        raise NotAllowed(
            f"{host}:{port} is none of the source's hosts ({', '.join(hosts)}). Add it if it belongs there."
        )
    found = look_up(host, port)
    for ip in found:
        if reason := _private(ipaddress.ip_address(ip.split("%")[0]), allow_loopback=allow_loopback):
            raise NotAllowed(f"{host} leads to {ip}, {reason}.")
    if not found:
        raise Unresolved(f"{host}: no address is known for this name.")
    return Address(url, host, port, found[0])


def _matches(pattern: str, host: str, port: int, scheme: str) -> bool:
    name, _, wanted = pattern.lower().partition(":")
    if port != (int(wanted) if wanted else PORTS[scheme]):
        return False
    return host.endswith(name[1:]) if name.startswith("*.") else host == name


def _private(ip: IPAddress, *, allow_loopback: bool) -> str | None:
    """Why a network address is out of bounds; None for one on the public internet."""
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    ip = mapped or ip
    if ip.is_loopback:
        return None if allow_loopback else "this machine itself. Only a source with allow_loopback: true may ask it"
    if isinstance(ip, ipaddress.IPv6Address) and any(ip in tunnel for tunnel in TUNNELS):
        return "an address inside another network"
    return (
        None if ip.is_global and not ip.is_multicast else "a private or reserved network, which is never fetched from"
    )
