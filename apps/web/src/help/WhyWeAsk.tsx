import { whyWeAsk } from '@samskriv/document/why-we-ask'
import type { TemplateSectionView } from '@samskriv/protocol/http'
import { useContext } from 'react'

import { useLanguage, useSay } from '../shell/use-say.ts'
import { StudyContext } from '../study/study-context.ts'
import './why-we-ask.css'

/** Under each question of a section why it is asked; then how to answer, and what the answers help to show. In the reader's language. */
export function WhyWeAsk({ section: { id: key, questions, help } }: { readonly section: TemplateSectionView }) {
  const say = useSay()
  const language = useLanguage()
  const study = useContext(StudyContext)
  const asked = questions.flatMap(({ id, text }) => {
    const why = whyWeAsk(study?.template.id ?? '', id, language)
    return why === null ? [] : [{ id, text, why }]
  })
  const criteria = study?.template.criteria.filter(({ sections }) => sections.includes(key)) ?? []
  return (
    <>
      <dl>
        {asked.map(({ id, text, why }) => (
          <div key={id}>
            <dt lang={study?.language}>{text[study?.language ?? language]}</dt>
            <dd>{why}</dd>
          </div>
        ))}
      </dl>
      <p className="small soft">{say('why.how')}</p>
      <p>{help[language]}</p>
      {criteria.length > 0 && (
        <>
          <p className="small soft">{say('why.shows')}</p>
          <ul className="small">
            {criteria.map(({ id, text }) => (
              <li key={id}>{text[language]}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
