import type { Voice } from '@samskriv/attribution'
import { speakersOf, threadsOfPlacements, type Script, type Study } from '@samskriv/database'
import type { ParticipantId, VoiceId } from '@samskriv/domain'
import type { StudyVoices } from '@samskriv/protocol'
import { unnamedIn } from '../studies/study-view.ts'

type NamedVoice = StudyVoices['voices'][number]

/** Voices as everybody may know them: by the names that people chose to be shown with. In the order of `ids`. */
export const namedVoices = (study: Study, ids: Iterable<VoiceId>, voices: Iterable<Voice>): Script<NamedVoice[]> =>
  function* (ctx) {
    const names = new Map((yield* speakersOf(study.id)(ctx)).map(({ id, name }) => [id, name]))
    const nameOf = (id: ParticipantId): string => {
      const name = names.get(id) ?? ''
      return name === '' ? unnamedIn(study.lang) : name
    }
    const all = [...voices]
    const saidIn = yield* threadsOfPlacements(
      study.id,
      all.flatMap(({ placed }) => placed ?? []),
    )(ctx)
    const known = new Map(all.map((voice) => [voice.id, voice]))
    return [...ids].map((id) => {
      const voice = known.get(id)
      if (voice === undefined) throw new Error('voice-unknown')
      const { by, typedBy, sector, mode, placed = '' } = voice
      const from = saidIn.get(placed)
      return {
        id,
        by,
        name: nameOf(by),
        typedBy: typedBy === null ? null : { participantId: typedBy, name: nameOf(typedBy) },
        sector,
        mode,
        ...(from === undefined ? {} : { saidIn: from }),
      }
    })
  }
