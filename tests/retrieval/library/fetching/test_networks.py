"""Which addresses are public, decided the same by every Python."""

import ipaddress
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from retrieval.library.fetching import networks
from retrieval.library.fetching.networks import NOT_PUBLIC, is_public

PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0
172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0 192.31.196.1 192.88.98.255 192.88.100.0 192.167.255.255
192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255
2001:200:: 2001:db7:ffff::1 2001:db9:: 2400:cb00::1 2606:4700::1111 2a00:1450:4001::8 2c00:: 3ffe:ffff:: 3fff:1000::
::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1
""".split()
INWARD = """
0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1 127.255.255.255 169.254.0.0
169.254.169.254 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.9 192.0.0.10 192.0.0.170 192.0.0.255 192.0.2.0
192.0.2.255 192.88.99.0 192.88.99.1 192.88.99.255 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.0
198.51.100.255 203.0.113.0 203.0.113.255 224.0.0.0 239.255.255.255 240.0.0.0 255.255.255.255
:: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:0:8.8.8.8 64:ff9b:1::1 100::1 100:0:0:1::1 1fff:: 2001:: 2001:1::1 2001:2::1
2001:10::1 2001:20::1 2001:30::1 2001:1ff:ffff:: 2001:db8:: 2001:db8:ffff:: 3fff:: 3fff:fff:ffff:: 4000:: 5f00::1 7fff::
8000:: fbff:: fc00::1 fd00::1 fe80::1 fe80::1%eth0 febf:: fec0::1 ff00:: ff02::1 ff0e::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:192.0.0.8 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:c0a8:1::
2002:c058:6301:: 2001:0:808:808::f7f7:f7f7 2001:0:7f00:1::1
""".split()
_JUDGE = """
import importlib.util, ipaddress, json, sys
spec = importlib.util.spec_from_file_location("networks", sys.argv[1])
networks = importlib.util.module_from_spec(spec)
spec.loader.exec_module(networks)
print(json.dumps([networks.is_public(ipaddress.ip_address(text)) for text in sys.argv[2:]]))
"""


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_that_everybody_can_reach_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", INWARD)
def test_an_address_inside_a_network_is_not_public_in_any_form(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("network", NOT_PUBLIC, ids=str)
def test_every_network_of_the_list_is_left_out_from_its_first_address_to_its_last(network: networks.Network) -> None:
    carried = ("::ffff:{}", "64:ff9b::{}") if network.version == 4 else ()
    for address in (network.network_address, network.broadcast_address):
        assert not is_public(address)
        for form in carried:
            assert not is_public(ipaddress.ip_address(form.format(address)))


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_every_python_decides_the_same(version: str) -> None:
    python = shutil.which(f"python{version}")
    command = [python or "", "-I", "-c", _JUDGE, str(Path(networks.__file__)), *PUBLIC, *INWARD]
    if python is None or subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode:
        pytest.skip(f"no Python {version} here")
    judged = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(judged.stdout) == [True] * len(PUBLIC) + [False] * len(INWARD)
