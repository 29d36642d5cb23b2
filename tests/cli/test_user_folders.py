import pytest
from platformdirs import user_data_path, user_state_path

from tca_cli.cli.user_folders import data_folder, state_folder


@pytest.mark.parametrize("home", ["/home/ada", "/home/ada/", "ada", "", None])
@pytest.mark.parametrize("named", ["/srv/ada", "/srv/ada/", "srv", "", " ", None])
def test_the_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, home: str | None, named: str | None
) -> None:
    variables = {"HOME": home, "XDG_DATA_HOME": named, "XDG_STATE_HOME": named}
    for variable, value in variables.items():
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)
    assert data_folder() == user_data_path("tca", appauthor=False)
    assert state_folder() == user_state_path("tca", appauthor=False)
