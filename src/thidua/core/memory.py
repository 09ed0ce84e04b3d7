"""How Python clears memory in processes that draw pages."""

import gc


def settle() -> None:
    """What is loaded by now stays; look for garbage less often than Python does by itself.

    What a page is drawn from is mostly let go without this search, which would walk through
    all code and models again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
