"""What is counted in the cache names nobody."""

from stuhlkreis.core.cache_keys import blind


def test_a_name_says_nothing_and_stays_the_same() -> None:
    name = blind("allauth:rl:login:ip:192.0.2.7", "", 1)
    assert "192.0.2.7" not in name
    assert len(name) == 64
    assert name == blind("allauth:rl:login:ip:192.0.2.7", "", 1)
    assert name != blind("allauth:rl:login:ip:192.0.2.7", "", 2)
