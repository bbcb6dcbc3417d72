import { spansOfSection } from '@samskriv/attribution'
import type { Study } from '@samskriv/database'
import type { SectionKey } from '@samskriv/domain'
import type { SectionVoices } from '@samskriv/protocol'
import type { Sources } from '../studies/export-tree.ts'
import { namedVoices } from './named-voices.ts'

/** Who says what in one section. @throws UnattributedText */
export async function voicesOfSection(study: Study, key: SectionKey, { store, rooms }: Sources): Promise<SectionVoices> {
  const { spans, voices, epoch } = await rooms.read(study.id, (body) => ({
    spans: spansOfSection(body.doc, key, body.authorship),
    voices: [...body.voices],
    epoch: body.epoch,
  }))
  const heard = [...new Set(spans.map(({ voice }) => voice))]
  const place = new Map(heard.map((id, index) => [id, index]))
  return {
    key,
    epoch,
    voices: await store.read(namedVoices(study, heard, voices)),
    spans: spans.map(({ block, voice, text }) => ({ line: block, voice: place.get(voice) ?? 0, text })),
  }
}
