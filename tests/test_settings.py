"""Settings: where a value comes from, and what makes no sense."""

from __future__ import annotations

from dataclasses import fields

import pytest

from sayso.errors import SettingsError
from sayso.settings import Settings, load_settings, settings_table


def test_flags_win_over_the_environment_and_that_over_the_default() -> None:
    environment = {"SAYSO_PORT": "8001", "SAYSO_HOST": "localhost", "OTHER_PORT": "1"}
    loaded = load_settings({"port": "8002"}, environment)
    assert (loaded.port, loaded.host, loaded.timeout) == (8002, "localhost", 30.0)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("robots", "no", False),
        ("robots", "TRUE", True),
        ("sample", "", False),
        ("allow_private", " 127.0.0.1:80 , ,[::1]:8080", ("127.0.0.1:80", "[::1]:8080")),
        ("timeout", "2.5", 2.5),
        ("now", "2026-03-11T14:00:00Z", "2026-03-11T14:00:00Z"),
        ("jobs", "0", 0),
    ],
)
def test_texts_become_values(name: str, text: str, value: object) -> None:
    assert getattr(load_settings({name: text}, {}), name) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("port", "high"),
        ("port", "-1"),
        ("timeout", "0"),
        ("timeout", "nan"),
        ("robots", "perhaps"),
        ("now", "soon"),
        ("no_such", "1"),
    ],
)
def test_what_makes_no_sense_is_named(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name}: "):
        load_settings({name: text}, {})


def test_the_table_shows_every_setting_in_a_form_that_can_be_given_back() -> None:
    settings = load_settings({"allowed_hosts": "a.example,b.example", "robots": "no"}, {})
    table = settings_table(settings)
    assert [row[0] for row in table] == [field.name for field in fields(Settings)]
    assert load_settings({name: value for name, _, value, _ in table}, {}) == settings
    assert all(variable == f"SAYSO_{name.upper()}" and doc.endswith(".") for name, variable, _, doc in table)


def test_the_store_is_in_the_users_data_folder_unless_named() -> None:
    assert Settings().folder.name == "sayso"
    assert str(Settings(store="somewhere").folder) == "somewhere"
