import type { CommentChoice, ParticipantId } from '@samskriv/domain'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import { comment as commentSchema, type FileComment } from '../file/dialogue.ts'
import { type ExportComment, type ExportReply, leavingComments, mayLeave, type PlaceOf, placeOfWords } from './comments.ts'
import type { People } from './people.ts'
import { textOfBlock } from './text-of-block.ts'
import { visibleText } from './visible-text.ts'

/** What the JSON holds beside the file that all formats are made of: what was said here, and those who said it and are nowhere else in it. */
export interface SaidHere {
  readonly comments: CaseStudyFile['comments']
  readonly participants: CaseStudyFile['participants']
}

interface Sources {
  readonly comments: readonly ExportComment[]
  readonly placeOf: PlaceOf
  readonly file: CaseStudyFile
  readonly people: People
}

/** The same comments as in every other format, oldest first, in the form in which they come back. */
export function saidHere(choice: CommentChoice, { comments, placeOf, file, people }: Sources): SaidHere {
  const live = leavingComments(choice, comments).live.toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
  const blocks = new Map(file.sections.flatMap((section) => section.blocks.map((block) => [block.id, textOfBlock(block)])))
  const said = live.map(({ id, section, about, status, resolved, replies, ...first }) => {
    const { by, sector, ...message } = messageOf(first, people)
    // Parsing also puts the keys into the schema's order.
    return commentSchema.parse({
      id,
      by,
      sector,
      ...(section === null ? {} : { sectionId: section }),
      ...placeInFile(placeOfWords(about, placeOf), blocks),
      ...message,
      status,
      resolved,
      responses: [],
      ...(replies.some(mayLeave) ? { replies: replies.filter(mayLeave).map((reply) => messageOf(reply, people)) } : {}),
    })
  })
  const named = new Set(file.participants.map(({ id }) => id))
  const speakers = new Set<ParticipantId>(live.flatMap(({ by, replies }) => [by, ...replies.filter(mayLeave).map((reply) => reply.by)]))
  return { comments: said, participants: people.listed(speakers).filter(({ id }) => !named.has(id)) }
}

function messageOf({ by, author, at, language, text }: Pick<ExportReply, 'by' | 'author' | 'at' | 'language' | 'text'>, people: People) {
  return { by: people.referenceOf(by), sector: author.sector, at, language, text: visibleText(text) }
}

/** Of words in several blocks, those in the first. */
function placeInFile(place: ReturnType<typeof placeOfWords>, blocks: ReadonlyMap<string, string>): Pick<FileComment, 'blockId' | 'about'> {
  if (place === null) return {}
  const { block, at: from } = place.from
  const words = (blocks.get(block) ?? '').slice(from, place.to.block === block ? place.to.at : undefined)
  return { blockId: block, ...(words === '' ? {} : { about: { from, words } }) }
}
