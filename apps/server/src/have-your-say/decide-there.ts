import type { Store } from '@samskriv/database'
import { isOwnPlace } from '@samskriv/domain'
import { DecideSuggestion } from '@samskriv/protocol'
import { RequestProblem } from '../http/problem.ts'
import { studyAccess } from '../studies/study-access.ts'
import type { Deciding } from '../suggestions/deciding.ts'
import { suggestionIn, type SuggestionAddress } from '../suggestions/suggestion-access.ts'
import { whyField, type SaidDone } from './said-view.ts'

/** As long as a reason may be, as in the API. */
export const longestReason = DecideSuggestion.shape.reason.unwrap().maxLength ?? Infinity

type Fields = ReadonlyMap<string, string>

/**
 * What somebody decides about a suggestion in a form, by the rules and through the door of the API. Pressed twice, it was decided once.
 *
 * @throws {@link RequestProblem} `changed-meanwhile` when it is another one by now than the page had shown
 */
export async function decideThere(
  { decisions, store }: { readonly decisions: Deciding; readonly store: Store },
  address: SuggestionAddress,
  fields: Fields,
): Promise<SaidDone> {
  const asked = { address, reason: reasonIn(fields), seen: fields.get('seen') ?? '' }
  const decision = fields.get('decision')
  try {
    if (decision === 'accept') return (await decisions.accept(asked)) === 'accepted' ? 'accepted' : 'agreed'
    if (decision === 'decline') {
      await decisions.decline(asked)
      return 'declined'
    }
    if (decision !== 'take-back') throw new RequestProblem('malformed-request')
    await decisions.takeAgreementBack(address)
    return 'yes-taken-back'
  } catch (error) {
    if (!(error instanceof RequestProblem) || error.code !== 'already-decided') throw error
    const became = await decidedByThem(store, address)
    if (became === null || became !== (decision === 'accept' ? 'accepted' : 'declined')) throw error
    return became
  }
}

/** Which field of such a form has the reason; null for a form of another kind. */
export function whyIn(fields: Fields): string | null {
  const decision = fields.get('decision')
  const isDeciding = fields.get('do') === 'decide' && (decision === 'accept' || decision === 'decline')
  return isDeciding ? whyField(decision, fields.get('suggestion') ?? '') : null
}

/** @returns null for none */
export function reasonIn(fields: Fields): string | null {
  const reason = (fields.get(whyIn(fields) ?? '') ?? '').replaceAll('\r\n', '\n').trim()
  return reason === '' ? null : reason
}

/** How somebody themselves decided about it; null when they have not. */
async function decidedByThem(store: Store, { visitor, study, suggestion: id }: SuggestionAddress): Promise<'accepted' | 'declined' | null> {
  return await store.read<'accepted' | 'declined' | null>(function* (ctx) {
    const access = yield* studyAccess(visitor, study, 'said.read')(ctx)
    const { suggestion, participant } = yield* suggestionIn(access, id)(ctx)
    if (suggestion.decidedBy === null || !isOwnPlace(participant, suggestion.decidedBy)) return null
    return suggestion.state === 'accepted' || suggestion.state === 'declined' ? suggestion.state : null
  })
}
