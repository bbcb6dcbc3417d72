import type { ImportView } from '@samskriv/protocol/http-imports'
import { noticedCodes } from '@samskriv/protocol/import-codes'

import { useSay } from '../../shell/use-say.ts'

/** What did not come along, or came otherwise. */
export function Noticed({ noticed }: Pick<ImportView, 'noticed'>) {
  const say = useSay()
  const told = noticed.flatMap(({ code, count }) => {
    const of = noticedCodes.find((each) => each === code)
    return of === undefined ? [] : [{ code: of, count }]
  })
  if (told.length === 0) return null
  return (
    <section className="notice import-noticed" aria-labelledby="import-noticed">
      <h4 id="import-noticed">{say('imports.noticed')}</h4>
      <ul>
        {told.map(({ code, count }) => (
          <li key={code}>{say(`imports.noticed.${code}`, { count })}</li>
        ))}
      </ul>
    </section>
  )
}
