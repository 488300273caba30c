from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, choose_model


def test_an_unknown_setting_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(SettingsError, match="unknown setting CLAUSEBOT_HITSS; the known ones are CLAUSEBOT_INDEX, "):
        Settings.from_env({"CLAUSEBOT_HITSS": "3", "PATH": "/bin"})


def test_options_override_the_environment_and_it_the_defaults(tmp_path: Path) -> None:
    env = {"CLAUSEBOT_LIBRARY": str(tmp_path / "env"), "CLAUSEBOT_MODEL": "env-model"}
    assert Settings.from_env(env).library == tmp_path / "env"
    assert Settings.from_env(env, library=str(tmp_path / "option")).library == tmp_path / "option"
    assert Settings.from_env(env).model == "env-model"
    assert Settings.from_env(env, model="option-model").model == "option-model"
    assert Settings.from_env({}).model is None


def test_a_checkout_s_library_is_its_seeds() -> None:
    assert Settings.from_env({}).library == Path(__file__).resolve().parents[2] / "seeds"


def test_each_library_has_an_index_of_its_own(tmp_path: Path) -> None:
    one = Settings.from_env({}, library=str(tmp_path / "a" / "texts"))
    other = Settings.from_env({}, library=str(tmp_path / "b" / "texts"))
    assert one.index != other.index
    assert one.index.name.startswith("texts-")
    assert Settings.from_env({"CLAUSEBOT_INDEX": str(tmp_path)}, library=str(tmp_path)).index == tmp_path


def test_a_chosen_model_is_remembered() -> None:
    choose_model(Settings.from_env({}), "all-MiniLM-L6-v2")
    assert Settings.from_env({}).model == "all-MiniLM-L6-v2"
    assert Settings.from_env({"CLAUSEBOT_MODEL": "other"}).model == "other"
