import { sectorLabel, sectorLetter } from '@samskriv/domain'
import { formatNumber } from '@samskriv/i18n/web'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { type Counted, sectorsHeard, selfDeclaredIn } from './counted.ts'

/** Words and people of the whole study, by sector. */
export function SectorTable({ counted }: { readonly counted: Counted }) {
  const say = useSay()
  const language = useLanguage()
  const { unconfirmedWords, totalWords } = counted
  const selfDeclared = selfDeclaredIn(counted)
  const heard = sectorsHeard(counted)
  const peopleHeard = heard.reduce((sum, { people }) => sum + people, 0)
  return (
    <>
      <table className="balance-table" aria-label={say('balance.table')}>
        <thead>
          <tr>
            <th scope="col">{say('balance.column.sector')}</th>
            <th scope="col">{say('balance.column.words')}</th>
            <th scope="col">{say('balance.column.people')}</th>
          </tr>
        </thead>
        <tbody>
          {heard.map(({ sector, words, people }) => (
            <tr key={sector}>
              <th scope="row">
                <span className="sector-mark" data-sector={sector} aria-hidden="true">
                  {sectorLetter[sector]}
                </span>{' '}
                {sectorLabel(sector, language)}
              </th>
              <td>{formatNumber(language, words)}</td>
              <td>{formatNumber(language, people)}</td>
            </tr>
          ))}
          {unconfirmedWords > 0 && (
            <tr>
              <th scope="row">
                <span className="sector-mark" data-sector="unknown" aria-hidden="true">
                  ?
                </span>{' '}
                {say('balance.unconfirmed')}
              </th>
              <td>{formatNumber(language, unconfirmedWords)}</td>
              <td>–</td>
            </tr>
          )}
          <tr>
            <th scope="row">{say('balance.total')}</th>
            <td>{formatNumber(language, totalWords)}</td>
            <td>{formatNumber(language, peopleHeard)}</td>
          </tr>
        </tbody>
      </table>
      {selfDeclared > 0 && <p className="small">{say('balance.selfDeclared', { count: selfDeclared })}</p>}
    </>
  )
}
