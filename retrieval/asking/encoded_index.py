"""Index, encoder and calibration as one value, which a search takes as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from embeddings.encoder import Encoder
from retrieval.asking.answerability.calibration import Calibration
from retrieval.errors import ClauseIndexError
from retrieval.index.files import REPAIR
from retrieval.index.protocol import ClauseIndex


@dataclass(frozen=True, slots=True)
class EncodedIndex:
    """An index with the encoder that it was built with, and the calibration of that encoder.

    Questions have to be encoded as the paragraphs of the index were, so no other encoder is accepted.

    Attributes:
        index: The index to search.
        encoder: The encoder that it was built with.
        calibration: Calibration of the encoder; None if it has none: then any hits answer, and no answer has a
            confidence.

    Raises:
        ClauseIndexError: If the index was built with another encoder; the message says how to repair it.
    """

    index: ClauseIndex
    encoder: Encoder
    calibration: Calibration | None = None

    def __post_init__(self) -> None:
        manifest, encoder = self.index.manifest, self.encoder
        if manifest.fingerprint != encoder.fingerprint:
            raise ClauseIndexError(
                f"the index was built with {manifest.encoder} ({manifest.dimensions} dimensions, fingerprint "
                f"{manifest.fingerprint[:8]}), the encoder is {encoder.name} ({encoder.dimensions} dimensions, "
                f"{encoder.fingerprint[:8]}); {REPAIR}"
            )
