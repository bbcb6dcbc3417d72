import { spansOfSection } from '@samskriv/attribution'
import { speakersOf, type Study } from '@samskriv/database'
import type { SectionKey } from '@samskriv/domain'
import type { SectionVoices } from '@samskriv/protocol'
import type { Sources } from '../studies/export-tree.ts'
import { unnamedIn } from '../studies/study-view.ts'

/** Who says what in one section, by the names they chose to be shown with. @throws UnattributedText */
export async function voicesOfSection(study: Study, key: SectionKey, { store, rooms }: Sources): Promise<SectionVoices> {
  const { spans, voices, epoch } = await rooms.read(study.id, ({ doc, authorship, voices, epoch }) => ({
    spans: spansOfSection(doc, key, authorship),
    voices: [...voices],
    epoch,
  }))
  const speakers = new Map((await store.read(speakersOf(study.id))).map(({ id, name }) => [id, name]))
  const nameOf = (id: Parameters<typeof speakers.get>[0]): string => {
    const name = speakers.get(id) ?? ''
    return name === '' ? unnamedIn(study.lang) : name
  }
  const heard = [...new Set(spans.map(({ voice }) => voice))]
  const place = new Map(heard.map((id, index) => [id, index]))
  const known = new Map(voices.map((voice) => [voice.id, voice]))
  return {
    key,
    epoch,
    voices: heard.map((id) => {
      const voice = known.get(id)
      if (voice === undefined) throw new Error('span-of-unknown-voice')
      const { by, typedBy, sector, mode } = voice
      return {
        id,
        by,
        name: nameOf(by),
        typedBy: typedBy === null ? null : { participantId: typedBy, name: nameOf(typedBy) },
        sector,
        mode,
      }
    }),
    spans: spans.map(({ block, voice, text }) => ({ line: block, voice: place.get(voice) ?? 0, text })),
  }
}
