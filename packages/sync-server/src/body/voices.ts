import type { Voice } from '@samskriv/attribution'
import type { ParticipantId, VoiceId } from '@samskriv/domain'

/** A voice as somebody asks for it: whose words, by whose hand, how. */
export type VoiceRequest = Omit<Voice, 'id' | 'confirmation'> & { readonly confirmation?: string | null }

/** The voices of one study: each distinct combination once. */
export class Voices {
  readonly #byId = new Map<VoiceId, Voice>()
  readonly #byMeaning = new Map<string, Voice>()
  readonly #newId: () => string
  readonly #onNew: (voice: Voice) => void

  constructor(stored: Iterable<Voice>, newId: () => string, onNew: (voice: Voice) => void) {
    this.#newId = newId
    this.#onNew = onNew
    for (const voice of stored) this.#remember(voice)
  }

  get(id: VoiceId | undefined): Voice | undefined {
    if (id === undefined) return undefined
    return this.#byId.get(id)
  }

  all(): Iterable<Voice> {
    return this.#byId.values()
  }

  intern(request: VoiceRequest): VoiceId {
    const known = this.#byMeaning.get(meaning(request))
    if (known !== undefined) return known.id
    const { by, typedBy, sector, mode, confirmation = null, placed, copied } = request
    const origin = { ...(placed === undefined ? {} : { placed }), ...(copied === undefined ? {} : { copied }) }
    const said = { by, typedBy, sector, mode, confirmation, ...origin }
    const voice: Voice = { id: brand(this.#newId()), ...said }
    this.#remember(voice)
    this.#onNew(voice)
    return voice.id
  }

  /** Whether the words of a voice come from this participant's own hand. */
  isHandOf(id: VoiceId, participant: ParticipantId): boolean {
    const voice = this.#byId.get(id)
    return voice !== undefined && (voice.typedBy ?? voice.by) === participant
  }

  #remember(voice: Voice): void {
    this.#byId.set(voice.id, voice)
    this.#byMeaning.set(meaning(voice), voice)
  }
}

function meaning({ by, typedBy, sector, mode, confirmation = null, placed, copied }: VoiceRequest): string {
  return JSON.stringify([by, typedBy, sector, mode, confirmation, placed ?? null, copied ?? null])
}

function brand(id: string): VoiceId {
  return id as VoiceId
}
