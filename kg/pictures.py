"""Pictures for notebooks: a Chinese font, networks, a world map, images with alternative texts. See docs/python.md."""

from kg.notebook.fonts import use_chinese_font
from kg.notebook.plots import COLOURS, PALETTE, Picture, draw_network, draw_world, locate, show

__all__ = ["COLOURS", "PALETTE", "Picture", "draw_network", "draw_world", "locate", "show", "use_chinese_font"]
