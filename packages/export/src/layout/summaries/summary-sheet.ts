import { sectors } from '@samskriv/domain'
import { codeLabel } from '@samskriv/domain/code-lists'

import type { FileInline } from '../../file/voiced-text.ts'
import type { ExportTree } from '../../tree/build-export-tree.ts'
import { isRun } from '../../tree/voiced-runs.ts'
import { whoIsShown } from '../contributors.ts'
import { frame } from '../frame.ts'
import type { Block, Fact, Layout, Part, Piece } from '../kinds.ts'
import { sectionBody } from '../section-body.ts'
import { mark, strong, theirs, type LayoutOptions, type Wording, wording } from '../wording.ts'
import { balance } from './told-by-records.ts'

/** What one sheet of A4 has room for, in words, in letters and in things told; tried in print with the longest of everything. */
const mostWords = 70
const mostLetters = 110
const mostChanges = 3
/** A title of three lines takes the room of one of them. */
const lettersOfShortTitle = 90
const lettersOfTitle = 180
const lettersOfNotice = 120
const lettersOfNames = 100
/** Those whose study it is come first, and have more room. */
const lettersOfCommunity = 180

/** The study on one sheet: what it is about, who was heard, what changed and who took part. */
export function summarySheet(tree: ExportTree, options: LayoutOptions): Layout {
  const words = wording(tree.file, { ...options, voices: true })
  const { t } = words
  const framed = frame(tree, words)
  return {
    ...framed,
    kind: t('export.sheet.kind'),
    subtitle: hasRoom(framed) ? framed.subtitle : null,
    facts: facts(framed, words),
    notices: framed.notices.map((notice) => ({ ...notice, pieces: notice.pieces.map(shortenedPiece) })),
    onePage: true,
    isWhole: false,
    guide: null,
    parts: [
      ...summary(words),
      { id: 'balance', title: t('export.balance.title'), blocks: balance(words) },
      { id: 'changed', title: t('export.sheet.changed'), blocks: changes(words) },
      { id: 'contributors', title: t('export.contributors.title'), blocks: names(words) },
      { id: 'check', title: t('export.check.title'), blocks: check(framed, tree, words) },
    ],
  }
}

/** A long title needs the lines of what stands below it. */
function hasRoom({ title, subtitle }: Layout): boolean {
  return title.length + (subtitle ?? '').length <= lettersOfTitle
}

/** Where and when, with whom, and how far it has come: each in one line. */
function facts({ facts: all }: Layout, { t, file }: Wording): Fact[] {
  const valueOf = (term: string): string[] => all.filter((fact) => fact.term === term).flatMap(({ values }) => values.flat().filter(isText))
  const joined = (term: string, values: readonly string[]): Fact => ({ term, values: [[values.join(' · ')]] })
  const partners = named(
    file.partners.map(({ name }) => name),
    t,
    lettersOfNames,
  )
  return [
    joined(t('export.place'), [...valueOf(t('export.place')), ...valueOf(t('export.period'))]),
    ...(partners === '' ? [] : [joined(t('export.partners.title'), [partners])]),
    joined(t('export.status'), [
      ...valueOf(t('export.status')),
      ...valueOf(t('export.exportedAt')).map((day) => `${t('export.exportedAt')}: ${day}`),
    ]),
  ]
}

function isText(piece: Piece): piece is string {
  return typeof piece === 'string'
}

/** The first paragraph of the section that sums it up, as it stands there; what is too long for the sheet ends in an ellipsis. */
function summary(words: Wording): Part[] {
  const { file, t, titles } = words
  return titles.ofRole('summary').map((key): Part => {
    const blocks = file.sections.find(({ sectionId }) => sectionId === key)?.blocks ?? []
    const spoken = blocks.filter((block) => block.type === 'paragraph' && block.runs.some((run) => 'text' in run && run.text.trim() !== ''))
    const [first] = spoken
    const cut = first?.type === 'paragraph' ? cutAfter(first.runs, mostWords) : []
    const isCut = first?.type === 'paragraph' && cut !== first.runs
    const shown =
      first?.type === 'paragraph' ? sectionBody([{ ...first, runs: cut }], `sheet-${key}`, { comments: [], suggestions: [] }, words) : []
    return {
      id: `sheet-${key}`,
      title: titles.titleOf(key),
      section: { number: titles.numberOf(key), lang: file.language },
      blocks: [
        ...(shown.length > 0 ? shown : [{ kind: 'paragraph' as const, look: 'empty' as const, pieces: [t('export.section.empty')] }]),
        ...(isCut || spoken.length > 1 ? [aside(t('export.sheet.rest'))] : []),
      ],
    }
  })
}

/** The same runs where there are no more words. */
function cutAfter(runs: FileInline[], most: number): FileInline[] {
  let left = most
  const cut: FileInline[] = []
  for (const run of runs) {
    if (!isRun(run)) {
      cut.push(run)
      continue
    }
    const words = run.text.split(/(?<=\s)(?=\S)/u)
    if (words.length > left) return [...cut, { ...run, text: `${words.slice(0, left).join('').trimEnd()}…` }]
    left -= words.length
    cut.push(run)
  }
  return runs
}

/** What was decided because of what was said, and what was answered; the newest first. */
function changes(words: Wording): Block[] {
  const { file, t, date, sectorName, language } = words
  const decided = file.decisions
    .filter(({ changedPlan }) => changedPlan)
    .map(({ date: at, asked, askedBy, decided: outcome }) => ({
      at,
      blocks: [
        entry([
          mark(askedBy),
          strong(`${t('export.decision.asked', { sector: sectorName(askedBy) })}: `),
          theirs(shortened(asked), words),
          ' → ',
          theirs(shortened(outcome), words),
          ` (${date(at)})`,
        ]),
      ],
    }))
  const answered = (file.questions ?? []).flatMap(({ text, language: lang, sector = null, answers }) => {
    const answer = answers.findLast((each) => each.text !== null)
    if (text === null || answer === undefined) return []
    const outcome = codeLabel('responseOutcome', answer.outcome, language)
    return [
      {
        at: answer.at,
        blocks: [
          entry([
            mark(sector),
            strong(`${sectorName(sector)}: `),
            { kind: 'words', text: shortened(text), lang },
            ' → ',
            strong(outcome),
            ' ',
            theirs(shortened(answer.text ?? ''), words),
            ` (${date(answer.at.slice(0, 10))})`,
          ]),
        ],
      },
    ]
  })
  const all = [...decided, ...answered].toSorted((a, b) => (a.at < b.at ? 1 : -1))
  if (all.length === 0) return [{ kind: 'paragraph', look: 'soft', pieces: [t('export.sheet.noChange')] }]
  const most = file.title.length > lettersOfShortTitle ? mostChanges - 1 : mostChanges
  const items = all.slice(0, most).map(({ blocks }) => ({ blocks }))
  const more = all.length - items.length
  return [{ kind: 'list', ordered: false, items }, ...(more === 0 ? [] : [aside(t('export.sheet.moreChanges', { count: more }))])]
}

/** By sector, as they chose to be named. */
function names({ file, t, sectorName }: Wording): Block[] {
  const shown = whoIsShown(file)
  const groups = [...sectors, null].flatMap((sector): Block[] => {
    const people = file.participants.filter((each) => each.sector === sector && shown.has(each.id))
    if (people.length === 0) return []
    const list = named(
      people.map(({ publicName }) => publicName),
      t,
      sector === 'community' ? lettersOfCommunity : lettersOfNames,
    )
    return [{ kind: 'paragraph', theirs: true, pieces: [mark(sector), strong(`${sectorName(sector)} (${people.length}): `), list] }]
  })
  return groups.length > 0 ? groups : [{ kind: 'paragraph', look: 'soft', pieces: [t('export.contributors.none')] }]
}

/** Whole names while there is room for them, and how many there are besides. Names hold commas. */
function named(all: readonly string[], t: Wording['t'], room: number): string {
  const shown: string[] = []
  let letters = 0
  for (const name of all) {
    letters += name.length + 2
    if (shown.length > 0 && letters > room) break
    shown.push(name.trim())
  }
  const more = all.length - shown.length
  return [...shown, ...(more > 0 ? [t('export.sheet.more', { count: more })] : [])].join('; ')
}

/** Where to see more of it, and how to find out whether this is what was given out. */
function check(framed: Layout, tree: ExportTree, { t, date }: Wording): Block[] {
  const lines = [
    t('export.check.text', { address: tree.address, date: date(tree.generatedAt) }),
    t('export.check.verify', { address: new URL('/verify', tree.address).href }),
  ]
  return [
    ...lines.map((text): Block => ({ kind: 'paragraph', look: 'small', pieces: [text] })),
    { kind: 'paragraph', look: 'checksum', pieces: [{ kind: 'words', text: framed.contentHash, look: 'code' }] },
  ]
}

function aside(text: string): Block {
  return { kind: 'paragraph', look: 'aside', pieces: [text] }
}

function entry(pieces: Extract<Block, { kind: 'paragraph' }>['pieces']): Block {
  return { kind: 'paragraph', pieces }
}

/** Each notice is one piece. */
function shortenedPiece(piece: Piece): Piece {
  if (typeof piece === 'string') return shortened(piece, lettersOfNotice)
  return piece.kind === 'words' ? { ...piece, text: shortened(piece.text, lettersOfNotice) } : piece
}

/** In so many letters, and marked where there were more: nobody is quoted as if they had stopped there. */
function shortened(text: string, most = mostLetters): string {
  const letters = [...text.replaceAll(/\s+/g, ' ').trim()]
  if (letters.length <= most) return letters.join('')
  const cut = letters.slice(0, most).join('')
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).trimEnd()}…`
}
