import { balanceOfSection, type Voice, wordsByVoice } from '@samskriv/attribution'
import { contentRules } from '@samskriv/document'
import { countsAsVoice, type ParticipantId, type Sector, type SectionKey, sectors, type VoiceId } from '@samskriv/domain'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { SectionBalance, StudyBalance } from '../file/derived.ts'
import type { QuoteRecord } from '../records/single-records.ts'
import type { VoicedNode } from './export-input.ts'
import { isShown } from './quotes.ts'
import type { ConsentCheck } from './withheld.ts'

export interface BalanceContext {
  readonly voices: readonly Voice[]
  readonly referenceOf: (id: ParticipantId) => string
  readonly participants: CaseStudyFile['participants']
  readonly reviews: CaseStudyFile['reviews']
  readonly versions: CaseStudyFile['versions']
  readonly quotes: ReadonlyMap<string, QuoteRecord>
  readonly mayShow: ConsentCheck
}

/** Counted words of one person, or one group, in the sector they spoke in. */
export interface Said {
  /** Reference of the participant whose words they are. */
  readonly by: string
  readonly sector: Sector
  readonly words: number
}

export interface CountedSection {
  readonly balance: SectionBalance
  /** In no particular order; the words of each sector sum to those of the balance, but for quotes of nobody. */
  readonly said: readonly Said[]
}

/**
 * Whose words a section holds: those typed in it, and those of its quotes while their consent allows showing them.
 *
 * @see "Reference metrics" in the README
 */
export function countSection(key: SectionKey, nodes: readonly VoicedNode[], context: BalanceContext): CountedSection {
  const spans = spansOf(nodes)
  const typed = balanceOfSection(spans, context.voices)
  const words = { ...typed.words }
  const said = new Map<string, Said>()
  const add = (by: string, sector: Sector, count: number): void => {
    const id = `${sector} ${by}`
    said.set(id, { by, sector, words: (said.get(id)?.words ?? 0) + count })
  }
  const voices = new Map(context.voices.map((voice) => [voice.id, voice]))
  for (const [id, count] of wordsByVoice(spans)) {
    const voice = voices.get(id)
    if (voice !== undefined && voice.sector !== null && countsAsVoice(voice.mode)) add(context.referenceOf(voice.by), voice.sector, count)
  }
  const contributors = new Set(typed.communityContributors.map(context.referenceOf))
  const quotes = quoteIdsIn(nodes).map((id) => context.quotes.get(id) ?? { text: null })
  const shown = quotes.filter((quote) => isShown(quote, context.mayShow))
  let { unconfirmedWords, totalWords } = typed
  let communityQuotes = 0
  for (const quote of shown) {
    const count = wordsIn(quote.text ?? '')
    const sector = sectorOfQuote(quote, context)
    totalWords += count
    if (sector === 'community') communityQuotes += 1
    if (sector === null || quote.mode === undefined || !countsAsVoice(quote.mode)) unconfirmedWords += count
    else {
      words[sector] += count
      if (quote.by !== undefined) add(quote.by, sector, count)
    }
    if (sector === 'community' && quote.by !== undefined) contributors.add(quote.by)
  }
  const balance = {
    sectionId: key,
    words,
    unconfirmedWords,
    totalWords,
    communitySharePercent: percent(words.community, totalWords),
    communityContributors: [...contributors].toSorted(),
    communityReviewers: reviewersOf(key, context),
    publishableCommunityQuotes: communityQuotes,
    hiddenQuotes: quotes.length - shown.length,
  }
  return { balance, said: [...said.values()] }
}

/** The sections' balances and their sum. */
export function studyBalance(sections: readonly SectionBalance[]): StudyBalance {
  const sum = (of: (section: SectionBalance) => number): number => sections.reduce((total, section) => total + of(section), 0)
  const words: Record<Sector, number> = { community: 0, third: 0, public: 0, other: 0 }
  for (const sector of sectors) words[sector] = sum((section) => section.words[sector])
  const totalWords = sum((section) => section.totalWords)
  return {
    sections: [...sections],
    document: {
      words,
      unconfirmedWords: sum((section) => section.unconfirmedWords),
      totalWords,
      communitySharePercent: percent(words.community, totalWords),
    },
  }
}

function spansOf(nodes: readonly VoicedNode[]): { text: string; voice: VoiceId; block: number }[] {
  const spans: { text: string; voice: VoiceId; block: number }[] = []
  let block = -1
  const visit = (node: VoicedNode): void => {
    // A line break ends a word as the end of a paragraph does.
    if (contentRules.inlineText.has(node.type) || node.type === 'hardBreak') block += 1
    if (node.type === 'text' && node.voice !== undefined) spans.push({ text: node.text ?? '', voice: node.voice, block })
    for (const child of node.content ?? []) visit(child)
  }
  for (const node of nodes) visit(node)
  return spans
}

function quoteIdsIn(nodes: readonly VoicedNode[]): string[] {
  return nodes.flatMap(({ type, attrs }) => {
    const id = attrs?.['quoteId']
    return type === 'communityQuote' && typeof id === 'string' && id !== '' ? [id] : []
  })
}

function sectorOfQuote(quote: QuoteRecord, { participants }: BalanceContext): Sector | null {
  return quote.sector ?? participants.find(({ id }) => id === quote.by)?.sector ?? null
}

function reviewersOf(key: SectionKey, { reviews, versions, participants }: BalanceContext): string[] {
  const latest = versions.at(-1)?.label
  const community = new Set(participants.filter(({ sector }) => sector === 'community').map(({ id }) => id))
  const found = reviews.filter((review) => review.sectionId === key && review.versionLabel === latest && community.has(review.participant))
  return [...new Set(found.map(({ participant }) => participant))].toSorted()
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length
}

/** To one decimal; 0 when there are no words. */
function percent(part: number, total: number): number {
  return total === 0 ? 0 : Math.round((part * 1000) / total) / 10
}
