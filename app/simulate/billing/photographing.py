"""A page as a telephone or an old scanner sees it: turned, bent, shadowed, blurred, noisy and pressed into a JPEG.

How far: rotation within 7 degrees and sometimes by quarter turns, corners moved by up to 3 % of the page, 110 to 200
points an inch, JPEG quality 35 to 85. Runs in the worker only (pypdfium2, OpenCV, NumPy).
"""

from typing import Any

from app.simulate.chance import Chance

TURNS = (0, 0, 0, 0, 0, 0, 0, 1, 2, 3)
"""Quarter turns, as often as people send pictures lying on their side."""


def photographed(pdf: bytes, seed: int, *, page: int = 0, turns: bool = True) -> bytes:
    """A JPEG of one page, the same for a seed. turns : whether it may lie on its side or stand on its head."""
    import cv2

    chance = Chance(seed, "photograph")
    image = _rendered(pdf, page, chance.whole(110, 200))
    image = _creased(image, chance)
    image = _askew(image, chance)
    image = _lit(image, chance)
    image = _blurred(image, chance)
    image = _noisy(image, chance, seed)
    quarter = chance.pick(TURNS)
    if turns and quarter:
        image = cv2.rotate(image, quarter - 1)
    quality = chance.whole(35, 85)
    return bytes(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes())


def _rendered(pdf: bytes, page: int, dots_an_inch: int) -> Any:
    import numpy as np
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=dots_an_inch / 72)
        return np.array(picture.to_numpy()[:, :, :3])
    finally:
        document.close()


def _creased(image: Any, chance: Chance) -> Any:
    """Folded once or twice: a darker line, brighter on one side."""
    import numpy as np

    folds = chance.pick((0, 0, 1, 2))
    shade = np.ones(image.shape[:2], np.float32)
    for _ in range(folds):
        along = chance.whole(0, 1)
        size = image.shape[along]
        at, width = int(size * chance.between(0.2, 0.8)), max(size // 400, 1)
        line = slice(at, at + width)
        side = slice(at, None)
        shade[(line, slice(None)) if along == 0 else (slice(None), line)] *= chance.between(0.7, 0.85)
        shade[(side, slice(None)) if along == 0 else (slice(None), side)] *= chance.between(0.93, 1.0)
    return (image * shade[:, :, None]).astype(np.uint8)


def _askew(image: Any, chance: Chance) -> Any:
    """Turned and seen from aside, on a table of some colour."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    edge = int(0.06 * max(height, width))
    table = tuple(chance.whole(60, 200) for _ in range(3))
    image = cv2.copyMakeBorder(image, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=table)
    height, width = image.shape[:2]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved = np.array(
        [(x + chance.between(-0.03, 0.03) * width, y + chance.between(-0.03, 0.03) * height) for x, y in corners],
        np.float32,
    )
    angle = chance.near(0, 2.5) if chance.happens(0.8) else chance.between(-7, 7)
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), max(min(angle, 7), -7), 1.0), (0, 0, 1)])
    matrix = turn @ cv2.getPerspectiveTransform(corners, moved)
    return cv2.warpPerspective(image, matrix, (width, height), borderValue=table, flags=cv2.INTER_LINEAR)


def _lit(image: Any, chance: Chance) -> Any:
    """Brighter on one side, with the shadow of a hand in half of all pictures."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    across = np.linspace(chance.between(0.75, 1.0), 1.0, width, dtype=np.float32)
    down = np.linspace(chance.between(0.8, 1.0), 1.0, height, dtype=np.float32)
    light = np.outer(down, across)
    if chance.happens(0.5):
        small = (height // 8, width // 8)
        shadow = np.ones(small, np.float32)
        centre = (int(small[1] * chance.between(0, 1)), int(small[0] * chance.between(0.4, 1)))
        axes, darkness = (small[1] // 3, small[0] // 5), chance.between(0.6, 0.85)
        cv2.ellipse(shadow, centre, axes, chance.between(0, 90), 0, 360, darkness, -1)
        light *= cv2.resize(cv2.GaussianBlur(shadow, (0, 0), small[1] / 30), (width, height))
    return (image * light[:, :, None]).astype(np.uint8)


def _blurred(image: Any, chance: Chance) -> Any:
    import cv2

    return cv2.GaussianBlur(image, (0, 0), chance.between(0.3, 1.0))


def _noisy(image: Any, chance: Chance, seed: int) -> Any:
    import numpy as np

    noise = np.random.default_rng(seed).normal(0, chance.between(1, 7), image.shape[:2])
    return np.clip(image + noise[:, :, None], 0, 255).astype(np.uint8)
