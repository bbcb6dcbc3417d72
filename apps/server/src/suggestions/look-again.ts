import { askAboutSuggestion, studyById, suggestionById, suggestionsOf, type Script, type Suggestion } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { tellToDecide } from '../notices/tell-of-suggestion.ts'
import type { Services } from '../services.ts'
import { concernsOthers, stretchAsItWas } from './accepting.ts'
import { concernOf } from './draft.ts'
import { concernOfNote, noteAsItWas } from './said-in-note.ts'
import { agreeingAsTidied } from './tidied-authors.ts'

/**
 * Whose words a suggestion is about may have changed since it was made: words of a file have become somebody's own, or what was pasted is
 * what somebody said. From then on it waits for them, too, who are told, and for a reason where it needs one. Whoever was asked before
 * stays asked; who had said yes, to less, is asked again.
 *
 * @returns whether it concerns somebody whom it did not concern, or needs a reason that it did not need
 */
export async function lookAgain({ store, rooms, log }: Services, suggestion: Suggestion): Promise<boolean> {
  const { study, id, authors, spelling } = suggestion
  const now = await rooms.read(study, (committed) => {
    const anchor = committed.anchors.find((one) => one.id === suggestion.anchor)
    const stretch = stretchAsItWas(committed, suggestion, anchor)
    if (stretch !== null) return concernOf(committed.authorship, stretch, suggestion)
    const note = noteAsItWas(committed, suggestion, anchor)
    return note === null ? null : { ...concernOfNote(committed, note, suggestion), tidied: [] }
  })
  if (now === null || !concernsOthers(suggestion, now)) return false
  const fresh = now.authors.filter((author) => !authors.includes(author))
  const asking: Script<void> = function* (ctx) {
    const again = yield* askAboutSuggestion(id, { authors: [...authors, ...fresh], spelling: spelling && now.spelling })(ctx)
    // Whoever took their yes back is among neither: they want to be asked.
    const tidied = now.tidied.filter((author) => fresh.includes(author) || again.includes(author))
    yield* agreeingAsTidied(id, [...authors, ...fresh], tidied)(ctx)
    const [whole, asked] = [yield* studyById(study)(ctx), yield* suggestionById(study, id)(ctx)]
    if (whole !== undefined && asked?.state === 'proposed') yield* tellToDecide(whole, asked, [...fresh, ...again])(ctx)
  }
  await store.tx(asking)
  rooms.announce(study, { kind: 'suggestions' })
  log.info('suggestion concerns others now', { study, suggestion: id })
  return true
}

/** So many are looked at when words become somebody's: the others when somebody decides. */
const mostLookedAt = 1_000

/** The same for all that wait, once words have become somebody's: so they hear of it before somebody tries to decide. */
export async function lookAgainAtAll(services: Services, study: StudyId): Promise<void> {
  try {
    const open = await services.store.read(suggestionsOf(study, { state: 'proposed', limit: mostLookedAt }))
    for (const one of open) if (one.anchor !== null) await lookAgain(services, one)
  } catch (error) {
    // What was asked for is done; and it is looked at again before anybody decides.
    services.log.warn('suggestions not looked at again', { study, error: String(error) })
  }
}
