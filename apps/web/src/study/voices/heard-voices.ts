import { Authorship } from '@samskriv/attribution'
import type { AttributionMode, Sector, VoiceId } from '@samskriv/domain'
import { parseVoiceNews, type VoiceNews } from '@samskriv/protocol/frames'
import type { StudyVoices } from '@samskriv/protocol/http'

/** Whose words a voice has, by whose hand and how. Ids of participants. */
export interface HeardVoice {
  readonly by: string
  readonly typedBy: string | null
  readonly sector: Sector | null
  readonly mode: AttributionMode
  /** As it was told with the state; null for one that came since. */
  readonly name: string | null
}

/** Whose words are whose in one copy: the state as it was fetched, and every piece of news since. */
export class HeardVoices {
  readonly #unbound: (client: number) => VoiceId
  readonly #facts = new Map<VoiceId, HeardVoice>()
  #authorship: Authorship

  /** @param unbound - whose text of a client is whose voice nobody has told yet */
  constructor(unbound: (client: number) => VoiceId) {
    this.#unbound = unbound
    this.#authorship = new Authorship({ unbound })
  }

  get authorship(): Authorship {
    return this.#authorship
  }

  get facts(): ReadonlyMap<VoiceId, HeardVoice> {
    return this.#facts
  }

  /** @param since - what was pushed while the state was on its way */
  begin({ seq, voices, clients, overrides }: StudyVoices, since: readonly unknown[]): void {
    for (const { id, by, name, typedBy, sector, mode } of voices)
      this.#facts.set(id as VoiceId, { by, typedBy: typedBy?.participantId ?? null, sector, mode, name })
    this.#authorship = new Authorship({
      bindings: clients.map(([client, voice]) => ({ client, voice: voice as VoiceId })),
      overrides: overrides.map(([client, clock, length, voice]) => asOverride(client, clock, length, voice)),
      unbound: this.#unbound,
    })
    for (const pushed of since) {
      const news = parseVoiceNews(pushed)
      if (news !== undefined && news.seq > seq) this.#add(news)
    }
  }

  /** @param pushed - of any kind. @returns whether it was about voices */
  take(pushed: unknown): boolean {
    const news = parseVoiceNews(pushed)
    if (news !== undefined) this.#add(news)
    return news !== undefined
  }

  #add({ voices, clients, overrides }: VoiceNews): void {
    for (const { id, ...said } of voices) this.#facts.set(id as VoiceId, { ...said, name: this.#facts.get(id as VoiceId)?.name ?? null })
    for (const [client, voice] of clients) this.#authorship.bind(client, voice as VoiceId)
    for (const [client, clock, length, voice] of overrides) this.#authorship.overrides.add(asOverride(client, clock, length, voice))
  }
}

function asOverride(client: number, clock: number, length: number, voice: string) {
  // Who moved them is not shown.
  return { client, clock, length, voice: voice as VoiceId, movedBy: voice as VoiceId }
}
