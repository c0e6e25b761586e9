"""Which addresses sayso may reach: pure decisions on an address as written and on a number as resolved.

The numbers follow IANA's special-purpose registries (IPv4 and IPv6, as of 2025) rather than ``ipaddress.is_global``,
whose answer changed between patch versions of Python 3.11. For IPv6 only global unicast (2000::/3) is open, less its
special parts, so IPv4-mapped (::ffff:0:0/96), IPv4-compatible (::/96) and NAT64 (64:ff9b::/96) forms never pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit

from sayso.errors import RefusedAddress

MAX_ADDRESS = 4096

_CLOSED_4 = tuple(
    ip_network(block)
    for block in """0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
    192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15
    198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4""".split()
)
_OPEN_6 = ip_network("2000::/3")
# 2001::/23 holds Teredo (2001::/32), ORCHID and benchmarking; 2002::/16 is 6to4; the rest is for documentation.
_CLOSED_6 = tuple(
    ip_network(block) for block in "2001::/23 2001:db8::/32 2002::/16 3fff::/20 2620:4f:8000::/48".split()
)

# The Fetch standard's "bad ports" from 1024 up: services that would read an HTTP request as commands.
_BAD_PORTS = frozenset(
    [1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080]
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,126}", re.ASCII)
_NUMERIC_LABEL = re.compile(r"\d+|0x[0-9a-f]*", re.ASCII)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_PATH_SAFE = "/:@!$&'()*+,;=-._~%[]"
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: ``host`` in ASCII without brackets, ``target`` the path with the query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def place(self) -> str:
        """Host and port, "example.com:80"; an IPv6 number in brackets."""
        return place_of(self.host, self.port)

    @property
    def written_port(self) -> int | None:
        """The port where it must be written, None where it is the scheme's own."""
        return None if self.port == _DEFAULT_PORTS[self.scheme] else self.port

    @property
    def authority(self) -> str:
        """What the Host header says: the port only where it isn't the scheme's own."""
        if self.written_port:
            return self.place
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def address(self) -> str:
        return self.origin + self.target


def place_of(host: str, port: int) -> str:
    """A host and a port as "host:port"; an IPv6 number gets its brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def checked_target(address: str, open_places: frozenset[str] = frozenset()) -> Target:
    """An http(s) address taken apart, the fragment dropped, non-ASCII made ASCII.

    Raises:
        RefusedAddress: another scheme, a name and password, an odd form of a number, a port that no page is
            served at (unless ``open_places`` names this very host:port), or not an address at all.
    """
    parts, port = _parts(address)
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise RefusedAddress(_shown(address), "sayso reads http and https alone")
    if "@" in parts.netloc:
        raise RefusedAddress(_shown(address), "it carries a user name or password", "leave out what stands before @")
    host = _checked_host(address, parts.netloc, parts.hostname or "")
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    query = "?" + quote(parts.query, safe=_PATH_SAFE + "?") if parts.query else ""
    target = Target(scheme, host, _DEFAULT_PORTS[scheme] if port is None else port, path + query)
    if not _sane_port(target.port) and target.place not in open_places:
        raise RefusedAddress(_shown(address), f"port {target.port} isn't one that pages are served at")
    return target


def is_open(number: str) -> bool:
    """Whether an IP number (as resolved) belongs to the public Internet."""
    ip = ip_address(number.partition("%")[0])
    if isinstance(ip, IPv4Address):
        return not any(ip in block for block in _CLOSED_4)
    return ip in _OPEN_6 and not any(ip in block for block in _CLOSED_6)


def is_number(host: str) -> bool:
    """Whether a checked host is an IP number rather than a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_local_name(host: str) -> bool:
    """Whether a name can only mean this machine or this network (asked where a proxy resolves names for us)."""
    return "." not in host or host.endswith(_LOCAL_NAMES)


def _parts(address: str) -> tuple[SplitResult, int | None]:
    if len(address) > MAX_ADDRESS:
        raise RefusedAddress(_shown(address), f"it is longer than {MAX_ADDRESS} characters")
    if _FORBIDDEN.search(address):
        raise RefusedAddress(_shown(address), "it holds a space, a backslash or a control character")
    try:
        parts = urlsplit(address)
        return parts, parts.port
    except ValueError as error:
        raise RefusedAddress(_shown(address), f"it isn't an address ({error})") from None


def _checked_host(address: str, netloc: str, host: str) -> str:
    if netloc.startswith("["):
        return _checked_ipv6(address, host)
    try:
        ascii_host = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        ascii_host = ""
    if not ascii_host or not _HOST_NAME.fullmatch(ascii_host):
        raise RefusedAddress(_shown(address), "its host isn't a name that can exist")
    if _NUMERIC_LABEL.fullmatch(ascii_host.rpartition(".")[2]):
        return _checked_ipv4(address, ascii_host)
    return ascii_host


def _checked_ipv4(address: str, host: str) -> str:
    # A last label of digits makes the host a number (WHATWG URL, 3.5): 2130706433, 0x7f.1 and 0177.0.0.1 are all
    # 127.0.0.1 to some resolver. Only the plain form of four decimal parts is taken.
    try:
        return str(IPv4Address(host))
    except ValueError:
        raise RefusedAddress(_shown(address), "its host is an odd form of an IPv4 number") from None


def _checked_ipv6(address: str, host: str) -> str:
    try:
        if "%" in host:
            raise ValueError("zone")
        return str(IPv6Address(host))
    except ValueError:
        raise RefusedAddress(_shown(address), "its host isn't a plain IPv6 number") from None


def _sane_port(port: int) -> bool:
    return port in (80, 443) or (port >= 1024 and port not in _BAD_PORTS)


def _shown(address: str) -> str:
    """The address for a message: one line, bounded, without a password."""
    shown = re.sub(r"//[^/?#]*@", "//***@", address[:300])
    return _FORBIDDEN.sub("?", shown) + ("..." if len(address) > 300 else "")
