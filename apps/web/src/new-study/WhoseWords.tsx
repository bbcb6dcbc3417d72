import { sectorLabel, sectorLetter, sectors } from '@samskriv/domain'
import { formatNumber } from '@samskriv/i18n/web'
import type { CaseStudyFileView } from '@samskriv/protocol/http-case-study-files'

import { useLanguage, useSay } from '../shell/use-say.ts'

/** How many words each sector has in a file, as the study will count them. */
export function WhoseWords({ view: { words, unconfirmedWords } }: { readonly view: CaseStudyFileView }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <section aria-labelledby="study-file-words">
      <h3 id="study-file-words">{say('fromFile.words')}</h3>
      <ul className="study-file-words">
        {sectors
          .filter((sector) => words[sector] > 0)
          .map((sector) => (
            <li key={sector}>
              <span className="sector-mark" data-sector={sector} aria-hidden="true">
                {sectorLetter[sector]}
              </span>{' '}
              {sectorLabel(sector, language)} <strong>{formatNumber(language, words[sector])}</strong>
            </li>
          ))}
        {unconfirmedWords > 0 && (
          <li>
            <span className="sector-mark" data-sector="unknown" aria-hidden="true">
              ?
            </span>{' '}
            {say('balance.unconfirmed')} <strong>{formatNumber(language, unconfirmedWords)}</strong>
          </li>
        )}
      </ul>
    </section>
  )
}
