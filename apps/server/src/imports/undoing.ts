import {
  appendEvent,
  changeThread,
  emptyMessages,
  endImport,
  importById,
  messagesOf,
  threadById,
  type Imported,
  type Script,
} from '@samskriv/database'
import { spansOfSection } from '@samskriv/attribution'
import { sectionRoot } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import { takeOutWords, type Edit, type EditRequest } from '@samskriv/sync-server'
import * as Y from 'yjs'
import { RequestProblem } from '../http/problem.ts'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { isPlacedBy } from '../threads/placed-words.ts'

/** Whoever brought it in, and who looks after the study. */
export function mayUndo({ participant }: StudyAccess, { by, undoneAt }: Imported): boolean {
  return undoneAt === null && participant !== null && (by === participant.id || participant.role === 'steward')
}

/** @throws {@link RequestProblem} `unknown-import`, also for one that was undone, `not-your-words` */
export const undoable = (access: StudyAccess, id: string): Script<Imported> =>
  function* (ctx) {
    const made = yield* importById(access.study.id, id)(ctx)
    if (made === undefined || made.undoneAt !== null) throw new RequestProblem('unknown-import')
    if (!mayUndo(access, made)) throw new RequestProblem('not-your-words')
    return made
  }

/** Those that hold words of an import. */
export function sectionsWith(body: Pick<Edit, 'doc' | 'authorship'>, sections: readonly SectionKey[], id: string): readonly SectionKey[] {
  const isTheirs = isPlacedBy(body, new Set([id]))
  return sections.filter((key) => spansOfSection(body.doc, key, body.authorship).some(({ voice }) => isTheirs(voice)))
}

/**
 * The edit that takes a file out again: what it brought and nobody has made theirs since. Words that others wrote among it stay, with what holds
 * them, and so do those that somebody said are theirs. Its remarks go, as long as nobody here has answered them.
 *
 * @param anchors - is given those of the remarks that went
 */
export function undoing(
  access: StudyAccess,
  made: Imported,
  sections: readonly SectionKey[],
  { allow, anchors }: { readonly allow: Script<unknown>; readonly anchors: string[] },
): EditRequest<Script<unknown>> {
  const { study, participant, visitor } = access
  if (participant === null) throw new RequestProblem('unknown-study')
  return {
    voice: { by: participant.id, typedBy: null, sector: participant.sector, mode: 'typed_by_self' },
    change: (edit) => {
      const isTheirs = isPlacedBy(edit, new Set([made.id]))
      for (const key of sections) takeOutBlocks(edit.doc.getXmlFragment(sectionRoot(key)), edit, isTheirs)
      takeOutWords(edit, sections, { isTheirs, mark: null })
    },
    also: function* (ctx) {
      yield* allow(ctx)
      let kept = 0
      for (const id of made.threads) {
        const anchor = yield* takeBackRemark(study.id, id)(ctx)
        if (anchor === undefined) kept += 1
        else if (anchor !== null) anchors.push(anchor)
      }
      yield* endImport(study.id, made.id, participant.id)(ctx)
      yield* appendEvent({
        partnership: study.partnership,
        study: study.id,
        actor: actorOfEvent(visitor),
        kind: 'import.undone',
        subjectKind: 'import',
        subject: made.id,
        data: { comments: made.threads.length - kept },
      })(ctx)
    },
  }
}

type IsTheirs = (voice: VoiceId) => boolean

/** Takes out blocks, items and rows that hold nothing but what the file brought. */
function takeOutBlocks(parent: Y.XmlFragment, edit: Edit, isTheirs: IsTheirs): void {
  for (const child of parent.toArray().toReversed()) {
    if (!(child instanceof Y.XmlElement)) continue
    const at = parent.toArray().indexOf(child)
    if (isWholly(child, edit, isTheirs)) parent.delete(at, 1)
    // A row keeps its cells: the others would stand in other columns.
    else if (child.nodeName !== 'tableRow') takeOutBlocks(child, edit, isTheirs)
  }
}

/** Whether there is something of theirs in it, and nothing of anybody else. */
function isWholly(element: Y.XmlElement, edit: Edit, isTheirs: IsTheirs): boolean {
  const found = holdingsOf(element, edit, isTheirs)
  return found.theirs && !found.others
}

interface Holdings {
  theirs: boolean
  others: boolean
}

function holdingsOf(element: Y.XmlElement, edit: Edit, isTheirs: IsTheirs): Holdings {
  const found: Holdings = { theirs: false, others: false }
  const note = (voice: VoiceId | undefined): void => {
    if (voice !== undefined && isTheirs(voice)) found.theirs = true
    else found.others = true
  }
  if (!holders.has(element.nodeName)) {
    const item = element._item
    note(item === null ? undefined : edit.authorship.voiceOf(item.id.client))
    // Whoever described a picture anew has written something.
    for (const [, of] of element._map) if (!of.deleted) note(edit.authorship.voiceOf(of.id.client))
  }
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlElement) {
      const within = holdingsOf(child, edit, isTheirs)
      found.theirs ||= within.theirs
      found.others ||= within.others
    } else if (child instanceof Y.XmlText) {
      for (let item = child._start; item !== null; item = item.right) {
        if (item.deleted || !(item.content instanceof Y.ContentString)) continue
        for (const { clock, length, voice } of edit.authorship.segments(item.id.client, item.id.clock, item.length)) {
          const words = item.content.str.slice(clock - item.id.clock, clock - item.id.clock + length)
          if (words.trim() !== '') note(voice)
        }
      }
    }
  }
  return found
}

/** Nodes that say nothing by themselves. */
const holders: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'caption',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'table',
  'tableRow',
  'tableCell',
  'hardBreak',
])

/** @returns its anchor, null without one; undefined when it stays because somebody here has answered */
const takeBackRemark = (study: StudyAccess['study']['id'], id: string): Script<string | null | undefined> =>
  function* (ctx) {
    const thread = yield* threadById(study, id)(ctx)
    if (thread === undefined) return undefined
    const messages = yield* messagesOf(id)(ctx)
    const first = messages[0]?.at
    // All that came with the file was said at the same moment.
    if (messages.some(({ at }) => at !== first)) return undefined
    yield* emptyMessages(messages.map((message) => message.id))(ctx)
    yield* changeThread(id, { takenBackAt: ctx.clock(), state: 'withdrawn', disagreement: null })(ctx)
    return thread.anchor
  }
