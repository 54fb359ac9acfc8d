"""A text is read in the encoding that it was written in, though no file says which that is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yalu.sources.encodings import encoding
from yalu.sources.texts import decode

Read = Callable[..., list[dict[str, Any]]]
HEADINGS = "Trading partner code,Trading partner,Commodity code,Commodity,US dollar"
# Names that ISO 3166 and the tariffs of Western customs spell with accents. The last ones have
# two accented letters side by side, which are one Chinese character in GB18030 as well.
WESTERN = ["Réunion", "Côte d’Ivoire", "São Tomé", "Curaçao", "Åland", "½ inch", "Türkiye",
           "créée", "Québécois naïf", "pâte à mâcher", "Saint-Barthélemy", "Müüm"]  # fmt: skip
CHINESE = ["朝鲜", "无烟煤，未制成型", "煤≥12%", "其他PVC管", "台湾", "黑大豆—种用", "㙍", "韩国"]


@pytest.mark.parametrize("name", WESTERN)
def test_a_name_with_accents_under_plain_headings_is_western(name: str) -> None:
    content = f"{HEADINGS}\n109,{name},27,x,1\n".encode("cp1252")
    assert name in decode(content, "a.csv")


@pytest.mark.parametrize("name", CHINESE)
@pytest.mark.parametrize("headings", [HEADINGS, "贸易伙伴编码,贸易伙伴名称,商品编码,商品名称,美元"])
def test_a_chinese_name_is_chinese_under_headings_of_either_language(
    name: str, headings: str
) -> None:
    content = f'"{headings}"\n"109","{name}","27","x","1",\n'.encode("gb18030")
    assert name in decode(content, "a.csv")


def test_one_character_like_an_accent_does_not_turn_a_chinese_file_western() -> None:
    # 饮 is in GB2312 two bytes that both are accented letters of Windows-1252, here beside a letter
    content = f"{HEADINGS}\n109,朝鲜,27,A饮,1\n133,韩国,27,煤,1\n".encode("gb18030")
    assert decode(content, "a.csv").endswith("109,朝鲜,27,A饮,1\n133,韩国,27,煤,1\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_chinese_download_reads_the_same_in_every_encoding_and_with_every_end_of_line(
    name: str, end: str, rows_of: Read, tmp_path: Path
) -> None:
    text = f"数据年月,贸易伙伴编码,商品编码,商品名称,美元{end}201707,109,2701,煤，其他,7{end}"
    mark = b"\xff\xfe" if name == "utf-16-le" else b""
    path = tmp_path / "a.csv"
    path.write_bytes(mark + text.encode(name))
    (row,) = rows_of(path, flow="M")
    assert (row["goods_name"], row["partner"], int(row["value"])) == ("煤，其他", "PRK", 7)


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = (
        '<html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">créé</html>'
    )
    assert encoding(page.encode("latin-1")) == "cp1252"
    assert encoding(page.replace("iso-8859-1", "gb2312").encode("gb18030")) == "gb18030"


def test_a_table_of_names_with_accents_behind_its_first_block_is_read(
    rows_of: Read, tmp_path: Path
) -> None:
    # the wanted names of goods lie in blocks that are read column by column
    head = "Classification,Period,Trade Flow Code,Reporter Code,Partner Code,Commodity Code,"
    path = tmp_path / "legacy.csv"
    path.write_bytes(
        f"{head}Commodity,Trade Value (US$)\nH4,2016,1,156,408,27,pâtés créés,7\n".encode("cp1252")
    )
    (row,) = rows_of(path)
    assert row["goods_name"] == "pâtés créés"
