import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'
import { caseStudyFile, type ExportTree } from '@samskriv/export'

const paragraphsOfSection = 9
const sentences = [
  'We asked for a ramp in the spring, and for somebody to answer.',
  'Den første tirsdagen kom ni stykker, og ingen av oss hadde møttes før.',
  'Siffrorna säger en sak, och de som bor här säger en annan.',
  'طلبنا منحدرا عند الباب وانتظرنا جوابا',
  'The money came for one year, which is not long enough to trust it.',
]

/**
 * The sample study grown to about 27 pages, with ten pictures of some 190 kB, eight notes, two tables and 40 threads of 60 comments.
 *
 * @param which - each has words of its own in every paragraph and comment
 */
export function longStudy(which = 0): ExportTree {
  const sample = caseStudyFile.parse(
    JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8')),
  )
  const voices = sample.participants.slice(0, 6)
  const pictures = Array.from({ length: 10 }, (_none, index) => picture(index))
  const sections = sample.sections.map((section, at) => {
    const told = Array.from({ length: paragraphsOfSection }, (_none, index) => {
      const runs = [0, 1].map((half) => {
        const { id: by, sector } = voices[(at + index * half) % voices.length] ?? { id: '', sector: null }
        const text = Array.from({ length: 3 }, (_one, part) => sentences[(at + index + half + part) % sentences.length]).join(' ')
        return { text: `${text} ${which + 1}. `, by, sector, mode: 'typed_by_self' as const }
      })
      const note = index === 0 && at < 8 ? [{ type: 'footnote' as const, text: `Minutes of meeting ${at + 1}` }] : []
      return { id: `${section.sectionId}-p${index}`, type: 'paragraph' as const, runs: [...runs, ...note] }
    })
    const { hash } = pictures[at] ?? {}
    const image =
      hash === undefined
        ? []
        : [{ id: `${section.sectionId}-i`, type: 'image' as const, hash, alt: `Picture ${at + 1} of a meeting`, decorative: false }]
    const cell = (text: string) => [{ text, by: voices[0]?.id ?? '', mode: 'typed_by_self' as const }]
    const rows = [1, 2, 3, 4].map((row) => [cell(`Winter ${row}`), cell(`${row * 7} flats`)])
    const table = at < 2 ? [{ id: `${section.sectionId}-t`, type: 'table' as const, headerRow: true, rows }] : []
    const own = section.blocks.map((block) =>
      'runs' in block
        ? {
            ...block,
            runs: block.runs.map((run) => ('text' in run && !('type' in run) ? { ...run, text: `${run.text} ${which + 1}` } : run)),
          }
        : block,
    )
    return { ...section, blocks: [...own, ...told, ...image, ...table] }
  })
  const author = { name: 'Nora', sector: 'community' as const }
  const said = { author, at: '2026-11-01T09:00:00Z', language: 'en', text: `Why only them, and who decided that? ${which + 1}` }
  const blocks = sections.flatMap(({ sectionId, blocks: all }) =>
    all.filter(({ type }) => type === 'paragraph').map(({ id }) => ({ id, sectionId })),
  )
  const shown = blocks.slice(0, 40).map(({ id, sectionId }, index) => ({
    ...said,
    id: `thread-${index}`,
    section: sectionId,
    place: { from: { block: id, at: 3 }, to: { block: id, at: 20 } },
    resolved: index % 2 === 0,
    verdict: null,
    disagreement: null,
    replies: index < 20 ? [said] : [],
  }))
  return {
    file: { ...sample, sections, pictures },
    pictures: new Map(pictures.map((each) => [each.hash, each])),
    comments: { shown, leftOut: 0, repliesLeftOut: 0 },
    youSaid: [],
    saidHere: { comments: [], participants: [] },
    suggestions: { shown: [], leftOut: 0 },
    generatedAt: '2026-11-20T10:00:00Z',
    address: 'https://samskriv.example/studies/study-1',
    cameWithFile: false,
  }
}

/** Noise, which packs as badly as a photograph. */
function picture(seed: number) {
  const [width, height] = [300, 210]
  let state = seed + 1
  const row = (): number[] => [
    0,
    ...Array.from({ length: width * 3 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state >>> 24
    }),
  ]
  const pixels = Buffer.from(Array.from({ length: height }, row).flat())
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const bytes = Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))])
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { hash, mediaType: 'image/png' as const, width: 1500, height: 1050, data: bytes.toString('base64') }
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
