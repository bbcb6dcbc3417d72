import { createHash } from 'node:crypto'

import { everyNode } from '@samskriv/document/every-node'
import { describe, expect, test } from 'vitest'

import { contentHash } from '../export-json.ts'
import { type CaseStudyFile, caseStudyFile } from '../file/case-study-file.ts'
import type { FileInline } from '../file/voiced-text.ts'
import { importedStudy } from '../imported-study.ts'
import { planOf, sampleStudyJson, sampleTree } from '../sample-study.ts'
import { buildExportTree, type ExportTree } from '../tree/build-export-tree.ts'
import type { VoicedNode } from '../tree/export-input.ts'
import { exportHtml, renderSectionHtml } from './export-html.ts'

const english = { language: 'en', voices: true } as const
const sample = sampleTree()
const page = exportHtml(sample, english)

describe('a case study as one HTML file', () => {
  test('[X9] stands alone: no script, no handler, no address that a browser would fetch', () => {
    expect(page.match(/<script|<link|<img|<iframe|<object|<base|\son\w+=|url\(|@import|javascript:/gi) ?? []).toEqual([])
    expect(page.match(/ style=/g) ?? []).toEqual([])
  })

  test('[X9] forbids itself everything but its own style', () => {
    const css = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(css).digest('base64')
    expect(
      has(
        page.replaceAll('&#x27;', "'"),
        `content="default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'"`,
      ),
    ).toBe(true)
    expect(css.length).toBeGreaterThan(1000)
  })

  test('has one first heading, and skips no level', () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1))
    expect(levels.length).toBeGreaterThan(20)
  })

  test('has an id for every link inside it, and none twice', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const target of targets) expect(ids).toContain(target)
    expect(targets.length).toBeGreaterThan(19)
  })

  test('has the number of a section at its heading and in the contents, and no other number there', () => {
    const atHeadings = [...page.matchAll(/<h2 id="([^"]+)-title"><span class="section-number">(\d+)<\/span>/g)].map(([, id, number]) => [
      id,
      number,
    ])
    const list = /<nav class="contents"[\s\S]*?<\/nav>/.exec(page)?.[0] ?? ''
    const inContents = [...list.matchAll(/<span class="contents-number">(\d+)<\/span> <a href="#([^"]+)"/g)].map(([, number, id]) => [
      id,
      number,
    ])
    expect(inContents).toEqual(atHeadings)
    expect(inContents[0]).toEqual(['section-summary', '1'])
    expect(inContents).toHaveLength(14)
    expect(list.match(/<li>/g)?.length).toBeGreaterThan(14)
  })

  test('[X10] says of every run of text whose it is, by name and sector, not by colour alone', () => {
    const runs = sample.file.sections.flatMap(({ blocks }) => blocks.flatMap((block) => ('runs' in block ? block.runs : [])))
    let checked = 0
    for (const run of runs) {
      if ('type' in run) continue
      checked += 1
      expect(has(page, `data-by="${run.by}" data-sector="${run.sector}"`)).toBe(true)
      expect(has(textOf(page), run.text.trim())).toBe(true)
    }
    expect(checked).toBeGreaterThan(50)
    expect(
      has(page, 'title="Community member B, Community, typed by Development worker, Ellisk Anchor Trust, translated from Tigrinya"'),
    ).toBe(true)
    expect(has(page, '<p class="said-by"><span class="visually-hidden">Said by: </span>')).toBe(true)
  })

  test('shows letter and pattern in the text only where several voices share a paragraph', () => {
    expect(has(page, '<span class="voice said" data-by="p-third-development" data-sector="third"')).toBe(true)
    expect(has(page, '<span class="voice" data-by="p-community-a" data-sector="community"')).toBe(true)
  })

  test('without voices says nothing of who said what in the text, and still who contributed', () => {
    const quiet = exportHtml(sample, { language: 'en', voices: false })
    expect(quiet.match(/data-by=|class="said-by"|class="voiced?"|class="voice /g) ?? []).toEqual([])
    expect(has(quiet, 'Respiratory nurse, NHS Strathellisk')).toBe(true)
    expect(has(quiet, '41.6%')).toBe(true)
  })

  test('holds the balance of every section and of the whole', () => {
    const text = textOf(page)
    for (const { totalWords } of sample.file.balance?.sections ?? []) expect(has(text, String(totalWords))).toBe(true)
    expect(has(text, '41.6%')).toBe(true)
    expect(has(text, '1,768')).toBe(true)
  })

  test('says what was left out and how to check the rest', () => {
    const text = textOf(page)
    expect(has(text, '2 quotes are left out')).toBe(true)
    expect(has(text, '1 piece of evidence is left out')).toBe(true)
    expect(has(text, 'A quote was removed here on 4 September 2026')).toBe(true)
    expect(has(text, contentHash(sample))).toBe(true)
    expect(has(text, 'https://samskriv.example/studies/study-1')).toBe(true)
  })

  test('is marked as a draft until it is signed off', () => {
    expect(has(page, 'This is a draft')).toBe(true)
    expect(
      exportHtml(
        treeWith((file) => Object.assign(file, { status: 'published' })),
        english,
      ),
    ).not.toContain('This is a draft')
  })

  test.each([
    ['en', 'en-GB', 'Contents', '1,768'],
    ['nb', 'nb-NO', 'Innhold', '41,6'],
    ['sv', 'sv-SE', 'Innehåll', '41,6'],
  ] as const)('frames the words in %s and says which language they are in', (language, tag, word, number) => {
    const framed = exportHtml(sample, { language, voices: true })
    expect(has(framed, `<html lang="${tag}">`)).toBe(true)
    expect(has(textOf(framed), word)).toBe(true)
    expect(has(textOf(framed), number)).toBe(true)
    expect(framed).toContain('<div class="section-body">')
    expect(/<span class="voice[^>]*><span lang="en">/.test(framed)).toBe(language !== 'en')
  })

  test.each(['en', 'nb', 'sv'] as const)('[X29] says that titles of sections are in the language of the study, in %s', (language) => {
    const framed = exportHtml(sample, { language, voices: true })
    const title = 'What changed'
    const tagged = language === 'en' ? '' : ' lang="en"'
    expect(has(framed, `<h2 id="section-what-changed-title"${tagged}><span class="section-number">8</span> ${title}</h2>`)).toBe(true)
    expect(has(framed, `<a href="#section-what-changed"${tagged}>${title}</a>`)).toBe(true)
    expect(has(framed, `<th scope="row">${language === 'en' ? `8 ${title}` : `<span lang="en" dir="auto">8 ${title}</span>`}</th>`)).toBe(
      true,
    )
    expect(has(framed, `<h2 id="balance-title">`)).toBe(true)
  })

  test.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</style><script>x</script>', "' onmouseover='x", '&lt;b&gt;'])(
    '[X9] shows %s as text wherever people can write it',
    (hostile) => {
      const hostilePage = exportHtml(
        treeWith((file) => {
          Object.assign(file, { title: hostile, subtitle: hostile, fictionNotice: hostile })
          for (const person of file.participants) person.publicName = hostile
          for (const partner of file.partners) partner.name = hostile
          for (const decision of file.decisions) decision.asked = hostile
          for (const indicator of file.indicators) indicator.name = hostile
          file.sections
            .at(0)
            ?.blocks.unshift({ id: 'x', type: 'paragraph', runs: [{ text: hostile, by: 'p-community-a', mode: 'typed_by_self' }] })
        }),
        english,
      )
      // Attributes are always in double quotes, and a quote in a value is a character reference: what is left is markup.
      const markup = hostilePage.replace(/="[^"]*"/g, '=""')
      const tags = new Set(markup.match(/<[a-z][^>]*>/g) ?? [])
      expect([...tags].filter((tag) => /^<(?:script|img|b)\b|\son\w+=/.test(tag))).toEqual([])
      expect([...markup.matchAll(/<style>/g)]).toHaveLength(1)
    },
  )

  test('gives equal bytes for equal content', () => {
    expect(exportHtml(sampleTree(), english) === page).toBe(true)
  })

  test('numbers notes and leads back from them', () => {
    const tree = treeWith((file) => {
      file.sections.at(0)?.blocks.unshift({
        id: 'x',
        type: 'paragraph',
        runs: [
          { text: 'Fixed', by: 'p-community-a', mode: 'typed_by_self' },
          { type: 'footnote', text: 'Minutes, 3 May' },
          { type: 'footnote', text: 'Minutes, 4 May' },
        ],
      })
    })
    const key = importedStudy(planOf(sampleStudyJson), { generatedAt: tree.generatedAt }).sections.at(0)?.key
    if (key === undefined) throw new Error('no section')
    const body = renderSectionHtml(tree, key, english)
    expect(has(body, '<a href="#section-summary-note-2" id="section-summary-ref-2" role="doc-noteref">2</a>')).toBe(true)
    expect(has(body, '<li id="section-summary-note-2"><span dir="auto">Minutes, 4 May</span>')).toBe(true)
    expect(has(exportHtml(tree, english), body)).toBe(true)
  })

  test('[X11] has a form for every node and mark of the schema', () => {
    const input = importedStudy(planOf(sampleStudyJson), { generatedAt: sample.generatedAt })
    const voice = input.voices.at(0)?.id
    if (voice === undefined) throw new Error('no voice')
    const voiced = (node: VoicedNode): VoicedNode =>
      node.type === 'text' ? { ...node, voice } : { ...node, ...(node.content === undefined ? {} : { content: node.content.map(voiced) }) }
    const blocks = (everyNode.content ?? []).map(voiced)
    const html = exportHtml(buildExportTree({ ...input, sections: input.sections.map(({ key }) => ({ key, blocks })) }), english)
    const forms = [
      '<h3',
      '<h4',
      '<p dir',
      '<ul',
      '<ol start="3"',
      '<li',
      '<blockquote',
      '<th dir="auto" scope="col">',
      '<td>',
      '<br>',
      '<strong>',
      '<em>',
      '<a href="https://example.org/a?b=c"',
    ]
    const atoms = [
      'Picture: Nine people at a table',
      '<figcaption><div class="voiced">',
      'doc-noteref',
      'A quote is left out here',
      'Missed hospital',
      'minutes, May 2024',
      'Brings:',
      'Residents voted',
      '<dt class',
    ]
    expect([...forms, ...atoms].filter((form) => !has(html, form))).toEqual([])
  })

  test('shows a written table in a frame of its own name, its first row as headers, short rows filled up', () => {
    const said = (text: string): FileInline[] => [{ text, by: 'p-community-a', mode: 'typed_by_self' }]
    const tree = treeWith((file) =>
      file.sections
        .at(0)
        ?.blocks.unshift({ id: 'x', type: 'table', headerRow: true, rows: [[said('Winter'), said('Cold flats')], [said('2023')]] }),
    )
    const html = exportHtml(tree, { ...english, voices: false })
    expect(has(html, '<div class="table-frame" role="group" aria-label="Table: Winter, Cold flats" tabindex="0">')).toBe(true)
    expect(has(html, '<thead><tr><th dir="auto" scope="col">Winter</th><th dir="auto" scope="col">Cold flats</th></tr></thead>')).toBe(true)
    expect(has(html, '<tbody><tr><td dir="auto">2023</td><td></td></tr></tbody>')).toBe(true)
  })

  test('lets each paragraph run in the direction of its own script', () => {
    const tree = treeWith((file) =>
      file.sections
        .at(0)
        ?.blocks.unshift({ id: 'x', type: 'paragraph', runs: [{ text: 'طلبنا منحدرا', by: 'p-community-a', mode: 'typed_by_self' }] }),
    )
    expect(has(exportHtml(tree, english), '<p dir="auto"><span class="voice" data-by="p-community-a" data-sector="community"')).toBe(true)
  })

  test('says so where nobody has written', () => {
    const tree = treeWith((file) => {
      for (const section of file.sections) section.blocks = []
    })
    expect([...exportHtml(tree, english).matchAll(/class="section-empty"/g)]).toHaveLength(14)
  })
})

function treeWith(change: (file: CaseStudyFile) => unknown): ExportTree {
  const file = caseStudyFile.parse(JSON.parse(sampleStudyJson))
  change(file)
  return buildExportTree(importedStudy(planOf(file), { generatedAt: sample.generatedAt }))
}

function textOf(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#x26;', '&')
    .replaceAll('&#x3C;', '<')
}

/** A page is too long to be printed when it is not as expected. */
function has(page: string, part: string): boolean {
  return page.includes(part)
}
