import { describe, expect, test } from 'vitest'

import { exportJson } from '../export-json.ts'
import { caseStudyFile, type CaseStudyFile } from '../file/case-study-file.ts'
import { importedStudy } from '../imported-study.ts'
import { planOf, sampleStudyJson } from '../sample-study.ts'
import { buildExportTree, type ExportTree } from '../tree/build-export-tree.ts'
import { exportHtml, renderSectionHtml } from './export-html.ts'

const hash = 'a'.repeat(64)
const picture = { hash, mediaType: 'image/png', width: 1200, height: 800, data: 'iVBORw0KGgo=' } as const
const sample = caseStudyFile.parse(JSON.parse(sampleStudyJson))
const [first] = sample.sections
const key = first?.sectionId ?? ''

type Block = CaseStudyFile['sections'][number]['blocks'][number]
type Image = Extract<Block, { type: 'image' }>

function treeWith(image: Partial<Image>, pictures: CaseStudyFile['pictures'] = [picture], ...after: readonly Block[]): ExportTree {
  const block = { id: `${key}-b1`, type: 'image', hash, alt: '', decorative: false, ...image } as const
  const sections = sample.sections.map((section, index) => (index === 0 ? { ...section, blocks: [block, ...after] } : section))
  return buildExportTree(importedStudy(planOf({ ...sample, sections, pictures }), { generatedAt: '2026-11-20T10:00:00Z' }))
}

const options = { language: 'en', voices: true } as const

describe('a picture in a file', () => {
  test('[X9] is part of an HTML file, with what it shows in words, and nothing is fetched', () => {
    const html = exportHtml(treeWith({ alt: 'Four women carry "benches"' }), options)
    expect(html).toContain(
      '<figure class="picture"><img src="data:image/png;base64,iVBORw0KGgo=" alt="Four women carry &#x22;benches&#x22;" width="1200" height="800">',
    )
    expect(html).toContain('img-src data:;')
    expect(html).not.toContain('/api/')
  })

  test('[X9] stands where it was put, twice if need be, and nowhere where somebody wrote what looks like its place', () => {
    const place = `<img src="data:image/png;base64,${hash}"`
    const again = { id: `${key}-b2`, type: 'image', hash, alt: '', decorative: true } as const
    const said = { id: `${key}-b3`, type: 'paragraph', runs: [{ text: place, by: 'p-community-a', mode: 'typed_by_self' }] } as const
    const html = exportHtml(treeWith({ alt: place }, [picture], again, { ...said, runs: [...said.runs] }), options)
    expect(html.split(picture.data)).toHaveLength(3)
    expect(html).toContain(`alt="<img src=&#x22;data:image/png;base64,${hash}&#x22;"`)
    expect(html).toContain(`>&#x3C;img src="data:image/png;base64,${hash}"<`)
  })

  test('that is decoration has an empty description, and none is ever without one', () => {
    expect(exportHtml(treeWith({ decorative: true, alt: 'left over' }), options)).toContain('alt="" width')
    expect(exportHtml(treeWith({}), options)).toContain('alt="" width')
  })

  test('is fetched by a page of ours from where it says, a smaller one by phones', () => {
    const pictureAddress = (of: string) => ({ full: `/p/${of}`, small: `/p/${of}?size=small` })
    const html = renderSectionHtml(treeWith({ alt: 'Benches' }), key as Parameters<typeof renderSectionHtml>[1], {
      ...options,
      pictureAddress,
    })
    expect(html).toContain(`src="/p/${hash}" srcset="/p/${hash}?size=small 800w, /p/${hash} 1200w"`)
    expect(html).toContain('loading="lazy"')
  })

  test('[X13] that is not there is told in words', () => {
    expect(exportHtml(treeWith({ alt: 'Benches' }, []), options)).toContain('<p class="picture-missing" dir="auto">Picture: Benches</p>')
  })

  const caption: Block = {
    id: `${key}-b2`,
    type: 'caption',
    runs: [
      { text: 'Our first Tuesday. ', by: 'p-community-a', mode: 'typed_by_self' },
      { text: 'Photo: the council.', by: 'p-public-nurse', mode: 'typed_by_self' },
    ],
  }

  test('has below it what is told of it, each word its author’s', () => {
    const html = exportHtml(treeWith({ alt: 'Benches' }, [picture], caption), options)
    const [, below = ''] = /<figure class="picture"><img[^>]*>(<figcaption>.*?<\/figcaption>)<\/figure>/.exec(html) ?? []
    expect(below).toMatch(/data-sector="community"[^>]*>Our first Tuesday\. </)
    expect(below).toMatch(/data-sector="public"[^>]*>Photo: the council\.</)
    const plain = exportHtml(treeWith({ alt: 'Benches' }, [picture], caption), { ...options, voices: false })
    expect(plain).toContain('<figcaption><p dir="auto">Our first Tuesday. Photo: the council.</p></figcaption></figure>')
    expect(exportHtml(treeWith({ alt: 'Benches' }, [], caption), { ...options, voices: false })).toContain(
      'Picture: Benches</p><figcaption><p dir="auto">Our first',
    )
  })

  test('keeps what is told of it in the JSON, and a caption that has lost its picture is a paragraph', () => {
    const json = exportJson(treeWith({ alt: 'Benches' }, [picture], caption))
    expect(caseStudyFile.parse(JSON.parse(json)).sections[0]?.blocks[1]).toMatchObject(caption)
    const paragraph: Block = { id: `${key}-b2`, type: 'paragraph', runs: [] }
    const lost = exportHtml(treeWith({ alt: 'Benches' }, [picture], paragraph, { ...caption, id: `${key}-b3` }), {
      ...options,
      voices: false,
    })
    expect(lost).not.toContain('<figcaption><p dir="auto">Our first')
    expect(lost).toContain('<p dir="auto">Our first Tuesday. Photo: the council.</p>')
  })

  test('[X8] comes back from the JSON with its bytes; one that stands nowhere is not in it', () => {
    const json = exportJson(treeWith({ alt: 'Benches' }, [picture, { ...picture, hash: 'b'.repeat(64) }]))
    expect(caseStudyFile.parse(JSON.parse(json)).pictures).toEqual([picture])
    const again = exportJson(buildExportTree(importedStudy(planOf(json), { generatedAt: '2026-11-20T10:00:00Z' })))
    expect(again === json).toBe(true)
  })
})
