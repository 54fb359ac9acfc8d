"""The headings by which small tables of codes are known, and what their columns are."""

from collections.abc import Sequence
from dataclasses import dataclass

from yalu.sources.columns import folded


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Headings of a table: any of each kind will do, and one of a name there must be.

    A table of figures names its goods and partners too: where the headings are those of one, the
    table is one of codes only if it has no others, which `alone` says.
    """

    scheme: str
    code: tuple[str, ...]
    label: tuple[str, ...] = ()
    label_zh: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    alone: frozenset[str] | None = None

    def fits(self, keys: frozenset[str]) -> bool:
        """Tell whether a table with these headings is of this layout."""
        known = {*self.code, *self.label, *self.label_zh, *self.area}
        return (
            any(name in keys for name in self.code)
            and any(name in keys for name in (*self.label, *self.label_zh))
            and (not self.area or any(name in keys for name in self.area))
            and (self.alone is None or keys <= known | self.alone)
        )


_ALONE: frozenset[str] = frozenset()
LAYOUTS = (
    Layout(scheme="GACC partner", code=("国别代码", "国别（地区）代码", "国家代码"),
           label_zh=("国别中文名", "国别（地区）名称", "国别名称", "国家名称")),
    Layout(scheme="GACC goods", code=("商品代码",), label=("商品代码英文名称",),
           label_zh=("商品代码中文名称", "商品名称")),
    Layout(scheme="GACC goods", code=("税则号列", "税号", "商品编号"),
           label_zh=("货品名称", "商品名称"), alone=frozenset({"序号", "计量单位"})),
    Layout(scheme="GACC regime", code=("贸易方式代码",),
           label_zh=("贸易方式中文名", "贸易方式名称")),
    Layout(scheme="GACC province", code=("企业注册地代码",), label_zh=("企业注册地中文名称",)),
    # The lists of the query page are headed like its figures.
    Layout(scheme="GACC province", code=("注册地编码",), label_zh=("注册地名称",), alone=_ALONE),
    Layout(scheme="GACC partner", code=("贸易伙伴编码", "tradingpartnercode"),
           label_zh=("贸易伙伴名称",), label=("tradingpartner",), alone=_ALONE),
    Layout(scheme="GACC goods", code=("商品编码", "commoditycode"), label_zh=("商品名称",),
           label=("commodity",), alone=_ALONE),
    Layout(scheme="GACC regime", code=("贸易方式编码", "customsregimecode"),
           label_zh=("贸易方式名称",), label=("customsregime",), alone=_ALONE),
    Layout(scheme="Comtrade partner", code=("partnercode",), label=("partnerdesc",),
           area=("partnercodeisoalpha3",)),
    Layout(scheme="Comtrade reporter", code=("reportercode",), label=("reporterdesc",),
           area=("reportercodeisoalpha3",)),
    Layout(scheme="Comtrade area", code=("geoareacode",), label=("geoareadescription",)),
    Layout(scheme="Comtrade unit", code=("qtycode",), label=("qtydescription",)),
    Layout(scheme="Comtrade field", code=("dataitem", "comtradedataitems"), label=("description",)),
    Layout(scheme="Comtrade mode of transport", code=("motcode",), label=("motname",)),
    Layout(scheme="Comtrade regime", code=("cstcode",), label=("cstdescription",)),
    Layout(scheme="Comtrade flow", code=("flwcode",), label=("flwdescription",)),
    Layout(scheme="Comtrade mode of supply", code=("moscode",), label=("mosdescription",)),
    # CEPII renamed its columns with the release of 2023.
    Layout(scheme="BACI area", code=("countrycode",), label=("countrynamefull", "countryname"),
           area=("iso3digitalpha", "countryiso3")),
    Layout(scheme="BACI goods", code=("code",), label=("description",), alone=frozenset({"bec"})),
    Layout(scheme="BEC", code=("cmdcode",), label=("cmddesce",),
           alone=frozenset({"pfcode", "parentcmdcode", "aggrlevel", "isleaf"})),
)  # fmt: skip


def key(heading: str) -> str:
    """Fold a heading of plain letters; others stay but for blanks and the width of brackets."""
    text = heading.strip().strip("\ufeff")
    return folded(text) if text.isascii() else text.replace("(", "（").replace(")", "）")


def layout(header: Sequence[str]) -> Layout | None:
    """Find the layout that a row of headings is of."""
    keys = frozenset(filter(None, map(key, header)))
    return next((found for found in LAYOUTS if found.fits(keys)), None)
