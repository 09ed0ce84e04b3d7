"""How Python clears memory in processes that draw pages."""

import gc


def settle() -> None:
    """What is loaded by now stays; look for garbage less often than Python does by itself.

    A drawn page makes some ten thousand objects that live in no circle: looking through them,
    and through all code and models, over and over costs a sixth of the time of a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
