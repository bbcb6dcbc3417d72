import type { Study } from '@samskriv/database'
import type { StudyVoices } from '@samskriv/protocol'
import type { Sources } from '../studies/export-tree.ts'
import { namedVoices } from './named-voices.ts'

/** Everything that tells the voice of each character of a study, for those who have its text. */
export async function voicesOfStudy(study: Study, { store, rooms }: Sources): Promise<StudyVoices> {
  const { voices, clients, overrides, epoch, seq } = await rooms.read(study.id, (body) => ({
    voices: [...body.voices],
    clients: [...body.authorship.bindings],
    overrides: [...body.authorship.overrides],
    epoch: body.epoch,
    seq: body.seq,
  }))
  const heard = new Set([...clients.map(([, voice]) => voice), ...overrides.map(({ voice }) => voice)])
  return {
    epoch,
    seq,
    voices: await store.read(namedVoices(study, heard, voices)),
    clients,
    overrides: overrides.map(({ client, clock, length, voice }) => [client, clock, length, voice]),
  }
}
