"""Composes a brief from its material: lead, sections, numbered sources."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from yalu.briefs import context, figures, law, listed
from yalu.briefs.brief import Brief, Sentence
from yalu.briefs.material import Material
from yalu.model.errors import UncitedError


def compose(material: Material) -> Brief:
    """Write the brief; a sentence with a number and no page stops it."""
    rules = law.rules(material)
    sections = [
        figures.table(material),
        context.goods(material, rules),
        law.section(material, rules),
        law.ceilings(material),
        listed.section(material),
        context.stakes(material),
        context.share(material),
        context.gaps(material),
        context.seen(material, rules),
    ]
    brief = Brief(
        reporter=material.reporter,
        partner=material.partner,
        month=material.month,
        as_known=material.as_known,
        currency=material.currency,
        headline=figures.headline(material),
        lead=tuple(
            tuple(paragraph)
            for paragraph in (
                list(figures.lead(material)),
                list(law.news(material, rules)),
                list(listed.sentences(material)),
            )
            if paragraph
        ),
        sections=tuple(section for section in sections if section is not None),
        findings=(
            *material.findings,
            *material.ceiling_findings,
            *material.share_findings,
        ),
        rules=rules,
        ceilings=tuple(material.ceilings),
        actions=tuple(material.actions),
        designations=tuple(material.designations),
        citations=material.citations,
    )
    for sentence in brief.sentences():
        if not sentence.citations and any(letter.isdigit() for letter in sentence.text):
            raise UncitedError(sentence.text)
    return replace(brief, numbers=_numbers(brief))


def _numbers(brief: Brief) -> Mapping[str, int]:
    """Give the pages numbers in the order in which the brief first leans on them."""
    keys: list[str] = []
    keys += _cited(sentence for paragraph in brief.lead for sentence in paragraph)
    for section in brief.sections:
        keys += _cited(sentence for paragraph in section.paragraphs for sentence in paragraph)
        keys += [key for line in section.lines for key in line.citations]
    for finding in brief.findings:
        keys += [key for key in finding.citations if _public(brief, key)]
    for rule in brief.rules:
        keys += rule.citations
    return {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}


def _cited(sentences: Iterable[Sentence]) -> list[str]:
    return [key for sentence in sentences for key in sentence.citations]


def _public(brief: Brief, key: str) -> bool:
    page = brief.citations.get(key)
    return page is not None and page.published is not None and page.published <= brief.as_known
