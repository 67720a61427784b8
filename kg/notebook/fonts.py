"""A Chinese font for matplotlib: found on the machine, or an error that says what to install."""

from __future__ import annotations

from kg.errors import KgError

FAMILIES = (
    "WenQuanYi Micro Hei", "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Zen Hei",
    "Microsoft YaHei", "PingFang SC", "Heiti SC", "Hiragino Sans GB", "Noto Serif CJK SC", "SimHei", "Arial Unicode MS",
)


def use_chinese_font() -> str:
    """Set matplotlib to a Chinese font of this machine and give its name. KgError says what to install."""
    from matplotlib import font_manager, rcParams

    name = find_font({font.name for font in font_manager.fontManager.ttflist}) or _find_new()
    if not name:
        raise KgError("expected a Chinese font, found none; Debian and Ubuntu: apt-get install fonts-wqy-microhei, "
                      "then delete matplotlib's font cache or restart the notebook")
    rcParams["font.family"] = [name, *(f for f in rcParams["font.family"] if f != name)]
    rcParams["axes.unicode_minus"] = False
    return name


def find_font(installed: set[str]) -> str:
    """The first known Chinese family that is installed, or an empty string."""
    return next((family for family in FAMILIES if family in installed), "")


def _find_new() -> str:
    """A font installed after matplotlib wrote its cache."""
    import matplotlib.font_manager as fonts

    known = {font.fname for font in fonts.fontManager.ttflist}
    for path in sorted(fonts.findSystemFonts()):
        if path not in known:
            try:
                fonts.fontManager.addfont(path)
            except (OSError, RuntimeError):
                continue
    return find_font({font.name for font in fonts.fontManager.ttflist})
