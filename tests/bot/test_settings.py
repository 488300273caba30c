from datetime import timedelta
from pathlib import Path

import platformdirs
import pytest

from bot.errors import SettingsError
from bot.settings import Options, Settings, choose_model
from bot.slack_settings import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Secret, SlackSettings
from retrieval.index.folder import FolderPlace
from retrieval.index.milvus.place import MilvusPlace


def test_an_unknown_setting_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(
        SettingsError, match="unknown setting CLAUSEBOT_HITSS; the known ones are CLAUSEBOT_AUDIT, CLAUSEBOT_COLL"
    ):
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


def test_compiled_encoders_do_not_lie_where_caches_are_cleared() -> None:
    settings = Settings.from_env({})
    assert settings.models_dir.is_relative_to(platformdirs.user_cache_path())
    assert not settings.encoders.is_relative_to(platformdirs.user_cache_path())


def test_an_index_may_be_in_milvus() -> None:
    env = {"CLAUSEBOT_INDEX": "milvus://db.example.org/wps", "CLAUSEBOT_MILVUS_TOKEN": " root:hunter2 "}
    settings = Settings.from_env(env)
    milvus = settings.index_address.milvus
    assert milvus
    assert settings.place == MilvusPlace(milvus)
    assert settings.place.folder == settings.index == milvus.folder
    assert milvus.token == "root:hunter2"
    assert "hunter2" not in repr(settings)
    assert Settings.from_env(env, index="/somewhere").place == FolderPlace(Path("/somewhere"))


def test_a_chosen_model_is_remembered() -> None:
    choose_model(Settings.from_env({}), "all-MiniLM-L6-v2")
    assert Settings.from_env({}).model == "all-MiniLM-L6-v2"
    assert Settings.from_env({"CLAUSEBOT_MODEL": "other"}).model == "other"


def test_slack_s_settings_have_defaults_in_the_user_s_own_folders(tmp_path: Path) -> None:
    settings = SlackSettings.from_env({})
    assert settings.database == f"sqlite:///{tmp_path / 'home' / 'XDG_DATA_HOME' / 'clausebot' / 'slack.db'}"
    assert settings.api == "https://slack.com/api/"
    assert settings.keep == timedelta(days=90)
    assert settings.owners == frozenset()


def test_slack_s_settings_are_read_as_they_are_typed() -> None:
    env = {
        "SLACK_BOT_TOKEN": " xoxb-1 ",
        "CLAUSEBOT_OWNERS": "U01, U02,",
        "CLAUSEBOT_KEEP_DAYS": "0",
        "CLAUSEBOT_SLACK_API": "http://127.0.0.1:3000/api",
    }
    settings = SlackSettings.from_env(env)
    assert settings.secret(BOT_TOKEN) == "xoxb-1"
    assert settings.owners == {"U01", "U02"}
    assert settings.keep == timedelta(0)
    assert settings.api == "http://127.0.0.1:3000/api/"


@pytest.mark.parametrize("days", ["-1", "soon", "1.5", "1000000"])
def test_days_that_are_no_number_are_refused(days: str) -> None:
    with pytest.raises(SettingsError, match=r"CLAUSEBOT_KEEP_DAYS .* expected a number of days, 0 to keep"):
        SlackSettings.from_env({"CLAUSEBOT_KEEP_DAYS": days})


@pytest.mark.parametrize("secret", [BOT_TOKEN, APP_TOKEN, SIGNING_SECRET])
def test_a_missing_secret_is_named_with_the_place_where_slack_shows_it(secret: Secret) -> None:
    with pytest.raises(SettingsError, match=f"{secret.variable} is not set; set it to what is shown at the app's page"):
        SlackSettings.from_env({}).secret(secret)


def test_tokens_that_changed_places_are_noticed_without_being_shown() -> None:
    settings = SlackSettings.from_env({"SLACK_BOT_TOKEN": "xapp-abc", "SLACK_APP_TOKEN": "xoxb-def"})
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN does not begin with xoxb-") as caught:
        settings.secret(BOT_TOKEN)
    assert "abc" not in str(caught.value)
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN does not begin with xapp-"):
        settings.secret(APP_TOKEN)


def test_no_secret_can_be_printed_by_accident() -> None:
    names = (
        *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CONFIG_TOKEN", "SLACK_CLIENT_SECRET"),
        *("CLAUSEBOT_DATABASE", "CLAUSEBOT_TOKEN_KEY"),
    )
    assert "hidden" not in repr(Settings.from_env(dict.fromkeys(names, "hidden")))


def test_a_proxy_is_a_web_address_and_is_not_shown() -> None:
    assert Settings.from_env({"CLAUSEBOT_PROXY": "http://me:secret@proxy:3128"}).proxy == "http://me:secret@proxy:3128"
    assert "secret" not in repr(Settings.from_env({"CLAUSEBOT_PROXY": "http://me:secret@proxy:3128"}))
    with pytest.raises(SettingsError, match="is no address of a proxy; expected one such as http://") as told:
        Settings.from_env({"CLAUSEBOT_PROXY": "me:secret@proxy:3128"})
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("option", ["library", "index"])
def test_a_file_that_an_option_names_is_no_folder(option: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    for typed, refused in (("a.txt", True), ("new", False), ("", False)):
        path = str(tmp_path / typed) if typed else ""
        options = Options(library=path) if option == "library" else Options(index=path)
        if refused:
            with pytest.raises(SettingsError, match=rf"^--{option} .*a\.txt is a file, not a folder$"):
                Settings.read({}, **options)
        else:
            Settings.read({}, **options)
