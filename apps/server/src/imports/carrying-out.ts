import {
  addImport,
  addImportedSource,
  appendEvent,
  beginThread,
  addMessage,
  changeThread,
  markStarted,
  type Script,
} from '@samskriv/database'
import { sectionRoot, writeSection } from '@samskriv/document'
import type { IdRange } from '@samskriv/attribution'
import { quoteOf, type ParticipantId, type SectionKey, type VoiceId } from '@samskriv/domain'
import { linesOfBlock, textOfBlock, type ImportedComment } from '@samskriv/import'
import type { Edit, EditRequest, VoiceRequest } from '@samskriv/sync-server'
import * as Y from 'yjs'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { guessLanguage } from '../threads/guess-language.ts'
import type { KeptImport } from './kept-imports.ts'
import type { PlacedSection } from './placing.ts'
import type { Sources } from './sources.ts'

export interface CarryingOut {
  readonly id: string
  readonly access: StudyAccess
  readonly kept: KeptImport
  readonly sections: readonly PlacedSection[]
  readonly sources: Sources
  /** Empty when they stay where they are. */
  readonly comments: readonly ImportedComment[]
  /** What is written below a remark about the day that its file claims. */
  readonly dated: (at: string) => string
  /** Imports of this study that were undone. */
  readonly undone: ReadonlySet<string>
}

export interface Carried {
  readonly request: EditRequest<Script<unknown>>
  /** To be made after it: words that came with a file before, and were taken out with it, come with this one now. */
  readonly again: EditRequest<Script<unknown>>
  /** How many its remarks became. */
  readonly threads: () => number
}

/** A remark with the words it is about where they stand now. */
interface PlacedRemark {
  readonly comment: ImportedComment
  readonly section: SectionKey
  readonly anchor: string | null
}

/**
 * The edit that brings a file into a study: its blocks at the end of each section, in a voice of this import alone, and its remarks as threads,
 * with their rows, in one transaction. Nothing that stands there is touched.
 *
 * @param allow - asks the rules again in the transaction that stores it
 */
export function carryingOut(asked: CarryingOut, allow: Script<unknown>): Carried {
  const { id, access, sections, sources } = asked
  const { study, visitor } = access
  const remarks: PlacedRemark[] = []
  const threads: string[] = []
  const ranges: IdRange[] = []
  const voice: VoiceRequest = { ...sources.voice, placed: id }
  return {
    threads: () => threads.length,
    again: {
      voice,
      change: (edit) => {
        const returned = ranges.flatMap(({ client, clock, length }) =>
          edit.authorship.segments(client, clock, length).flatMap((segment) => {
            const placedBy = edit.authorship.voices.get(segment.voice)?.placed
            return placedBy !== undefined && asked.undone.has(placedBy) ? [{ client, clock: segment.clock, length: segment.length }] : []
          }),
        )
        if (returned.length > 0) edit.give(returned, voice)
      },
    },
    request: {
      voice,
      writes: { section: sections[0]?.key ?? ('' as SectionKey), blocks: measured(asked), replaces: false },
      change: (edit) => {
        const written = new Map<number, WrittenBlock>()
        for (const section of sections) write(edit, asked.kept, section, voice, written)
        for (const block of written.values()) ranges.push(...block.ranges)
        remarks.push(...asked.comments.flatMap((comment) => placed(edit, comment, written, sections)))
      },
      first: function* (ctx) {
        for (const place of sources.places) yield* addImportedSource(study.id, place, actorOfEvent(visitor))(ctx)
      },
      also: function* (now) {
        // One moment for all of it: what is said later was not in the file.
        const at = now.clock()
        const ctx = { ...now, clock: () => at }
        yield* allow(ctx)
        // It may be the second time: what fails is tried again.
        threads.length = 0
        for (const remark of remarks) threads.push(yield* beginRemark(asked, remark)(ctx))
        const words = sections.reduce((sum, section) => sum + section.words, 0)
        yield* addImport({
          id,
          study: study.id,
          by: sources.self,
          source: sources.voice.by,
          format: asked.kept.document.format,
          words,
          threads,
        })(ctx)
        yield* markStarted(study.id, new Set(sections.map(({ key }) => key)))(ctx)
        yield* appendEvent({
          partnership: study.partnership,
          study: study.id,
          actor: actorOfEvent(visitor),
          kind: 'import.brought-in',
          subjectKind: 'import',
          subject: id,
          data: {
            format: asked.kept.document.format,
            words,
            sections: sections.length,
            pictures: sections.reduce((sum, section) => sum + section.pictures, 0),
            comments: threads.length,
          },
        })(ctx)
      },
    },
  }
}

interface WrittenBlock {
  readonly section: SectionKey
  /** The texts in it, in order. */
  readonly ranges: readonly IdRange[]
  readonly text: string
}

function write(
  edit: Edit,
  kept: KeptImport,
  { key, blocks }: PlacedSection,
  voice: VoiceRequest,
  written: Map<number, WrittenBlock>,
): void {
  const root = edit.doc.getXmlFragment(sectionRoot(key))
  const before = root.length
  // What has no words of its own is of this voice too.
  edit.as(voice)
  writeSection(
    edit.doc,
    key,
    blocks.map(({ block }) => block),
    () => edit.as(voice),
  )
  const elements = root.toArray().slice(before)
  for (const [at, { index }] of blocks.entries()) {
    const element = elements[at]
    const block = kept.document.blocks[index]
    if (element instanceof Y.XmlElement && block !== undefined)
      written.set(index, { section: key, ranges: rangesOf(element), text: textOfBlock(block) })
  }
}

/** Nothing for a remark whose words stay outside; one about no words is about the first section that anything goes into. */
function placed(
  edit: Edit,
  comment: ImportedComment,
  written: ReadonlyMap<number, WrittenBlock>,
  sections: readonly PlacedSection[],
): PlacedRemark[] {
  const { about } = comment
  const [first] = sections
  if (first === undefined) return []
  if (about === null) return [{ comment, section: first.key, anchor: null }]
  const block = written.get(about.from.block)
  if (block === undefined) return []
  const last = written.get(about.to.block)
  const start = letterAt(block.ranges, about.from.at)
  // Words that go on in another section are pointed at as far as this one has them.
  const isHere = last?.section === block.section
  const end = (isHere ? letterAt(last.ranges, about.to.at - 1) : null) ?? letterAt(block.ranges, block.text.length - 1)
  const quote = isHere ? about.words : quoteOf(block.text.slice(about.from.at))
  const anchor = start === null || end === null ? null : edit.pointAt({ section: block.section, start, end, quote })
  return [{ comment, section: block.section, anchor }]
}

/** The texts in an element, in order. */
function rangesOf(element: Y.XmlElement): readonly IdRange[] {
  return element.toArray().flatMap((child) => {
    if (child instanceof Y.XmlElement) return rangesOf(child)
    if (!(child instanceof Y.XmlText)) return []
    const found: IdRange[] = []
    for (let item = child._start; item !== null; item = item.right)
      if (!item.deleted && item.content instanceof Y.ContentString)
        found.push({ client: item.id.client, clock: item.id.clock, length: item.length })
    return found
  })
}

/** The id of a UTF-16 unit. A file may have thousands of remarks about the same long text, and others write meanwhile: none has it read anew. */
function letterAt(ranges: readonly IdRange[], at: number): { readonly client: number; readonly clock: number } | null {
  let begin = 0
  for (const { client, clock, length } of ranges) {
    if (at >= begin && at < begin + length) return { client, clock: clock + at - begin }
    begin += length
  }
  return null
}

const beginRemark = ({ access, sources, dated }: CarryingOut, { comment, section, anchor }: PlacedRemark): Script<string> =>
  function* (ctx) {
    const { study } = access
    const said = ({ author, at, text }: Pick<ImportedComment, 'author' | 'at' | 'text'>) => ({
      participant: sources.authors.get(author) ?? sources.voice.by,
      typedBy: null,
      sector: null,
      lang: guessLanguage(text, study.lang),
      body: at === null ? text : `${text}\n\n${dated(at)}`,
      mentions: [] as ParticipantId[],
    })
    const thread = yield* beginThread({
      study: study.id,
      section,
      anchor,
      kind: 'comment',
      audience: 'everyone',
      owner: null,
      // Nobody has said that it may leave the group.
      use: 'writing-group',
      said: said(comment),
    })(ctx)
    for (const reply of comment.replies) yield* addMessage({ thread, ...said(reply) })(ctx)
    if (comment.resolved) yield* changeThread(thread, { resolvedBy: sources.self, resolvedAt: ctx.clock() })(ctx)
    return thread
  }

type KeptBlock = NonNullable<EditRequest<never>['writes']>['blocks'][number]

/** What a room measures: every line as a paragraph. What holds them is little beside them, and writing all of it twice would take as long again. */
function measured({ kept, sections }: CarryingOut): readonly KeptBlock[] {
  const voice = 'imported' as VoiceId
  return sections
    .flatMap(({ blocks }) => blocks.flatMap(({ index }) => kept.document.blocks[index] ?? []))
    .flatMap((block) => linesOfBlock(block))
    .map((text): KeptBlock => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text, voice }] }))
}
