import { type Language, sectorLabel, sectorLetter } from '@samskriv/domain'
import type { TemplateSectionView } from '@samskriv/protocol/http'

import { type Say, useLanguage, useSay } from '../../shell/use-say.ts'
import { BalanceBar } from './BalanceBar.tsx'
import { type Counted, sectorsHeard } from './counted.ts'

interface SectionBalanceProps {
  readonly section: TemplateSectionView
  /** Of the study. */
  readonly language: Language
  readonly counted: Counted
}

/** Whose words one section is made of, and what its template hopes for: something to talk about. */
export function SectionBalance({ section, language: textLanguage, counted }: SectionBalanceProps) {
  const say = useSay()
  const language = useLanguage()
  const { unconfirmedWords, totalWords } = counted
  return (
    <li>
      <h4 lang={textLanguage}>{section.title[textLanguage]}</h4>
      {totalWords === 0 ? (
        <p className="soft">{say('balance.empty')}</p>
      ) : (
        <>
          <BalanceBar counted={counted} />
          <ul className="balance-parts">
            {sectorsHeard(counted).map(({ sector, words, people }) => (
              <li key={sector}>
                <span className="sector-mark" data-sector={sector} aria-hidden="true">
                  {sectorLetter[sector]}
                </span>
                {say('balance.part', {
                  sector: sectorLabel(sector, language),
                  words: say('balance.words', { count: words }),
                  people: say('balance.people', { count: people }),
                })}
              </li>
            ))}
            {unconfirmedWords > 0 && (
              <li>
                <span className="sector-mark" data-sector="unknown" aria-hidden="true">
                  ?
                </span>
                {say('balance.unconfirmed.part', { words: say('balance.words', { count: unconfirmedWords }) })}
              </li>
            )}
          </ul>
        </>
      )}
      {section.voice.minCommunityContributors > 0 && <p className="soft small">{hopeIn(say, section, counted.people.community)}</p>}
    </li>
  )
}

function hopeIn(say: Say, { voice }: TemplateSectionView, count: number): string {
  const hopes = say('balance.hopes', { count: voice.minCommunityContributors })
  return say('balance.hope', { hopes, soFar: count === 0 ? say('balance.soFar.none') : say('balance.soFar', { count }) })
}
