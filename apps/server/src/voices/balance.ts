import { speakersOf, type Script, type SectorKnownBy, type Study } from '@samskriv/database'
import { sectors, type ParticipantId, type Sector, type StudyId } from '@samskriv/domain'
import { countStudy, type Said } from '@samskriv/export'
import type { BalanceView } from '@samskriv/protocol'
import { exportInputOf, type Sources } from '../studies/export-tree.ts'

type BySector = Record<Sector, number>

/** How much of a study each sector said, as its export of the same moment has it. */
export async function balanceOf(study: Study, sources: Sources): Promise<BalanceView> {
  const { sections, document, participantOf } = countStudy(await exportInputOf(study, sources))
  const known = await sources.store.read(howSectorsAreKnown(study.id))
  const isSelfDeclared = (reference: string): boolean => {
    const participant = participantOf(reference)
    return participant !== undefined && known.get(participant.id) === 'open-link'
  }
  const whoSaid = (said: readonly Said[]) => ({
    people: peopleAmong(said),
    selfDeclaredWords: wordsOf(said.filter(({ by }) => isSelfDeclared(by))),
  })
  return {
    sections: sections.map(({ balance, said }) => ({
      key: balance.sectionId,
      words: balance.words,
      ...whoSaid(said),
      unconfirmedWords: balance.unconfirmedWords,
      totalWords: balance.totalWords,
      communitySharePercent: balance.communitySharePercent,
      communityQuotes: balance.publishableCommunityQuotes,
      communityReviewers: balance.communityReviewers.length,
    })),
    study: { ...document, ...whoSaid(sections.flatMap(({ said }) => said)) },
  }
}

function wordsOf(said: readonly Said[]): BySector {
  const words = nothing()
  for (const one of said) words[one.sector] += one.words
  return words
}

function peopleAmong(said: readonly Said[]): BySector {
  const people = nothing()
  for (const sector of sectors) people[sector] = new Set(said.filter((one) => one.sector === sector).map(({ by }) => by)).size
  return people
}

const nothing = (): BySector => ({ community: 0, third: 0, public: 0, other: 0 })

const howSectorsAreKnown = (study: StudyId): Script<Map<ParticipantId, SectorKnownBy | null>> =>
  function* (ctx) {
    return new Map((yield* speakersOf(study)(ctx)).map(({ id, sectorKnownBy }) => [id, sectorKnownBy]))
  }
