"""Pictures: a Chinese font is found or asked for, countries are found by name, images carry alternative texts."""

import warnings

import pytest

from kg.errors import KgError, QueryError
from kg.notebook import fonts
from kg.notebook.labels import choose_box
from kg.notebook.spread import pack
from kg.pictures import COLOURS, draw_network, draw_world, locate, show, use_chinese_font

matplotlib = pytest.importorskip("matplotlib", reason="pictures need the notebooks extra")
pyplot = pytest.importorskip("matplotlib.pyplot")


@pytest.fixture(autouse=True)
def no_screen() -> None:
    matplotlib.use("Agg")


def test_the_first_known_font_is_taken() -> None:
    assert fonts.find_font({"DejaVu Sans", "SimHei", "Noto Sans CJK SC"}) == "Noto Sans CJK SC"
    assert fonts.find_font({"DejaVu Sans"}) == ""


def test_without_a_font_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", ("No Such Font",))
    with pytest.raises(KgError, match="apt-get install fonts-wqy-microhei"):
        use_chinese_font()


@pytest.mark.parametrize(
    ("country", "box"), [("泰国", (97, 106, 5, 21)), ("吉布提", (41, 44, 10, 13)), ("新加坡", (103, 105, 1, 2))]
)
def test_countries_are_found_by_their_chinese_names(country: str, box: tuple[int, int, int, int]) -> None:
    longitude, latitude = locate(country)
    assert box[0] <= longitude <= box[1]
    assert box[2] <= latitude <= box[3]
    with pytest.raises(QueryError, match="expected the Chinese name of a country"):
        locate("无此国")


def test_every_entity_type_has_a_colour_of_its_own() -> None:
    from kg.ontology import load

    assert set(COLOURS) == set(load().entity_types)
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_pictures_with_chinese_have_no_missing_glyphs_and_an_alternative_text() -> None:
    import networkx

    try:
        use_chinese_font()
    except KgError as error:
        pytest.skip(str(error))
    network = networkx.MultiDiGraph()
    network.add_node("a", name="甲职业技术学院", type="Institution")
    network.add_node("b", name="乙集团", type="Enterprise")
    network.add_edge("a", "b")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure, (left, right) = pyplot.subplots(1, 2)
        draw_network(network, left)
        assert draw_world({"泰国": "泰国鲁班工坊", "越南": "贵匠工坊", "非洲": "工坊"}, right) == ("非洲",)
        image = show(figure, "两所院校的合作网络")
    assert image.png.startswith(b"\x89PNG")
    assert repr(image) == "[两所院校的合作网络]"
    assert 'alt="两所院校的合作网络" src="data:image/png;base64,' in image._repr_html_()


@pytest.mark.parametrize("sizes", [[], [1.0], [5.0, 2.0, 2.0, 1.0, 1.0, 1.0], [3.0] * 7])
def test_parts_of_a_network_do_not_cover_one_another(sizes: list[float]) -> None:
    centres = pack(sizes)
    assert len(centres) == len(sizes)
    for i, (x, y) in enumerate(centres):
        for j in range(i):
            apart = ((x - centres[j][0]) ** 2 + (y - centres[j][1]) ** 2) ** 0.5
            assert apart >= sizes[i] + sizes[j] - 1e-9


def test_labels_move_aside_for_one_another() -> None:
    first = choose_box(0, 0, 40, 10, [])
    second = choose_box(0, 0, 40, 10, [first])
    assert first != second
    assert second[1] >= first[3] or second[3] <= first[1] or second[0] >= first[2] or second[2] <= first[0]
