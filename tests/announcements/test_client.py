"""Fetching: only where the entry allows, at the address that was checked, politely, within limits."""

import gzip
import itertools
import threading

import pytest

from announcements.web.addresses import NotAllowed, checked
from announcements.web.client import AskedToWait, Client, Passing, Reach, Refused
from announcements.web.manners import Pauses
from tests.site import BOMB, Page, Site


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now, self.slept = 100.0, []

    def sleep(self, seconds):
        self.slept.append(round(seconds, 1))
        self.now += seconds


@pytest.fixture
def site():
    with Site() as made:
        yield made


def client_of(site, time=None, *, hosts=None, look_up=None, **reach) -> Client:
    time = time or Time()
    limits = {"allow_loopback": True, "pause_seconds": 0.0, "seconds": 5.0, **reach}
    return Client(
        Reach(hosts=hosts or (site.host,), agent="mou/test (+us@city.example)", **limits),
        Pauses(clock=lambda: time.now, sleep=time.sleep),
        **({"look_up": look_up} if look_up else {}),
    )


def answers(site, path, *pages):
    """The site answers a path with one page after the other, then stays with the last."""
    turns = itertools.chain(pages, itertools.repeat(pages[-1]))

    class Turns(dict):
        def get(self, asked, default=None):
            return next(turns) if asked == path else dict.get(self, asked, default)

    site.pages = Turns(site.pages)


PUBLIC = "93.184.216.34"
PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "ff02::1", "::"),
]


@pytest.mark.parametrize("ip", PRIVATE)
def test_a_name_that_leads_into_a_private_network_is_not_fetched(ip):
    with pytest.raises(NotAllowed, match=r"leads to"):
        checked("http://city.example/", ("city.example",), look_up=lambda host, port: [PUBLIC, ip])


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://city.example/", "file:///etc/passwd", "http://user@city.example/", "http://city.example:8080/"),
        *(
            "http://city.example.evil.example/",
            "http://evil-city.example/",
            "http://[::1",
            "http://city.example:99999/",
        ),
        *("http://city.example/a b", "http://city.example/\r\nHost: x", "http:///x", "gopher://city.example/", "//x"),
    ],
)
def test_addresses_beside_the_entry_are_not_fetched(url):
    with pytest.raises(NotAllowed):
        checked(url, ("city.example", "*.city.example"), look_up=lambda host, port: [PUBLIC])


def test_a_host_and_those_under_it_are_fetched():
    for url in ("https://www.city.example/a?b=c", "http://CITY.example./", "http://광주.city.example/"):
        assert checked(url, ("city.example", "*.city.example"), look_up=lambda host, port: [PUBLIC]).ip == PUBLIC


def test_the_connection_goes_to_the_address_that_was_checked_and_to_no_other(site):
    """A name that resolves differently a moment later (DNS rebinding) leads nowhere else: it is looked up once."""
    site.put("/a", b"here")
    looked_up = []

    def rebinding(host, port):
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) <= 2 else ["10.0.0.1"]

    port = site.host.split(":")[1]
    client = client_of(site, hosts=(f"city.example:{port}",), look_up=rebinding)
    # No name service knows city.example: only the checked address can have been asked, for robots.txt and the page.
    assert client.get(f"http://city.example:{port}/a").data == b"here"
    assert looked_up == ["city.example", "city.example"]
    with pytest.raises(NotAllowed, match=r"10\.0\.0\.1"):
        client.get(f"http://city.example:{port}/a")


def test_every_redirect_is_checked_anew(site):
    port = site.host.split(":")[1]
    inner = {"inner.example": ["192.168.1.1"], "city.example": ["127.0.0.1"]}
    site.put("/in", b"", status=302, Location=f"http://inner.example:{port}/")
    site.put("/out", b"", status=302, Location="http://evil.example/")
    site.put("/file", b"", status=302, Location="file:///etc/passwd")
    site.put("/round", b"", status=302, Location="/round")
    hosts = (f"city.example:{port}", f"inner.example:{port}")
    client = client_of(site, hosts=hosts, look_up=lambda host, _: inner[host])
    for path, told in (("/in", "private"), ("/out", "none of the source's hosts"), ("/file", "only http")):
        with pytest.raises(NotAllowed, match=told):
            client.get(f"http://city.example:{port}{path}")
    with pytest.raises(Refused, match="redirects"):
        client.get(f"http://city.example:{port}/round")


def test_loopback_is_fetched_only_where_the_entry_says_so(site):
    with pytest.raises(NotAllowed, match="allow_loopback"):
        client_of(site, allow_loopback=False).get(f"{site.url}/a")
    assert site.log == []


def test_what_may_pass_is_tried_again_with_growing_pauses(site):
    busy = Page(b"", status=503)
    answers(site, "/a", busy, busy, Page(b"at last"))
    time = Time()
    assert client_of(site, time).get(f"{site.url}/a").data == b"at last"
    assert len(time.slept) == 2 and 1 <= time.slept[0] <= 2 <= time.slept[1] <= 3


def test_what_will_not_pass_is_asked_once(site):
    site.put("/a", b"", status=403)
    with pytest.raises(Refused, match="403"):
        client_of(site).get(f"{site.url}/a")
    assert len(site.asked("/a")) == 1


def test_trouble_that_stays_is_left_for_the_next_night_after_four_tries(site):
    site.put("/a", b"", status=500)
    with pytest.raises(Passing):
        client_of(site).get(f"{site.url}/a")
    assert len(site.asked("/a")) == 4


def test_a_server_that_asks_to_wait_is_given_what_it_asks_or_left_alone(site):
    time = Time()
    answers(site, "/a", Page(b"", status=429, headers={"Retry-After": "17"}), Page(b"thanks"))
    assert client_of(site, time).get(f"{site.url}/a").data == b"thanks"
    assert time.slept == [17.0]
    site.put("/b", b"", status=503, Retry_After="Wed, 01 Jan 2098 00:00:00 GMT")
    with pytest.raises(AskedToWait):
        client_of(site).get(f"{site.url}/b")
    assert len(site.asked("/b")) == 1


def test_a_host_is_asked_at_its_pace_and_robots_txt_may_slow_it_down(site):
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 7\nDisallow: /private\n", "text/plain")
    site.put("/a", b"a")
    time = Time()
    client = client_of(site, time, pause_seconds=2.0)
    for _ in range(3):
        client.get(f"{site.url}/a")
    assert time.slept == [7.0, 7.0, 7.0]
    with pytest.raises(NotAllowed, match=r"robots\.txt"):
        client.get(f"{site.url}/private/x")
    assert len(site.asked("/robots.txt")) == 1
    assert {one.agent for one in site.log} == {"mou/test (+us@city.example)"}


def test_where_robots_txt_is_in_trouble_nothing_is_fetched(site):
    site.put("/robots.txt", b"", status=500)
    with pytest.raises(Passing):
        client_of(site).get(f"{site.url}/a")
    assert site.asked("/a") == []


def test_a_gzip_bomb_is_stopped_at_the_limit_and_honest_gzip_is_unpacked(site):
    site.put("/bomb", BOMB, Content_Encoding="gzip")
    site.put("/honest", gzip.compress("협약".encode()), Content_Encoding="gzip")
    site.put("/cut", gzip.compress(bytes(range(256)) * 40)[:-20], Content_Encoding="gzip")
    site.put("/twice", gzip.compress(gzip.compress(b"x")), Content_Encoding="gzip, gzip")
    client = client_of(site, most_bytes=1_000_000)
    assert client.get(f"{site.url}/honest").data.decode() == "협약"
    for path, error in (("/bomb", Refused), ("/twice", Refused), ("/cut", Passing)):
        with pytest.raises(error):
            client.get(f"{site.url}{path}")


def test_an_answer_that_never_ends_is_cut_at_the_deadline_or_the_limit(site):
    site.put("/large", bytes(3_000_000))
    with pytest.raises(Refused, match=r"did not end within 0\.3 s"):
        client_of(site, seconds=0.3).get(f"{site.url}/endless")
    with pytest.raises(Refused, match="more than 2 MB"):
        client_of(site, most_bytes=2_000_000).get(f"{site.url}/large")


def test_headers_that_trickle_are_cut_at_the_deadline():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        stop = threading.Event()

        def trickle():
            connection, _ = server.accept()
            with connection:
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                    while not stop.wait(0.05):
                        connection.sendall(b"x")
                except OSError:
                    return

        thread = threading.Thread(target=trickle)
        thread.start()
        time = Time()
        reach = Reach(hosts=(f"127.0.0.1:{port}",), agent="a", allow_loopback=True, seconds=0.3, pause_seconds=0)
        client = Client(reach, Pauses(clock=lambda: time.now, sleep=time.sleep))
        with pytest.raises(Refused, match="did not end"):
            client.get(f"http://127.0.0.1:{port}/", ask_robots=False)
        stop.set()
        thread.join()


def certified(name: str, folder):
    """A key and a certificate that signs itself, for one host name; the two as one PEM file."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    day = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / f"{name}.pem"
    file.write_bytes(private + made.public_bytes(encoding))
    return file


def test_a_certificate_must_be_that_of_the_name_although_the_address_is_connected_to(site, tmp_path, monkeypatch):
    import ssl

    from announcements.web import client as module

    file = certified("city.example", tmp_path)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(file)
    site.server.socket = serving.wrap_socket(site.server.socket, server_side=True)
    monkeypatch.setattr(module, "_certificates", lambda: ssl.create_default_context(cafile=file))
    site.put("/a", b"here")
    port = site.host.split(":")[1]
    hosts = (f"city.example:{port}", f"other.example:{port}")
    client = client_of(site, hosts=hosts, look_up=lambda host, _: ["127.0.0.1"])
    assert client.get(f"https://city.example:{port}/a").data == b"here"
    with pytest.raises(Refused, match="certificate"):
        client.get(f"https://other.example:{port}/a", ask_robots=False)
