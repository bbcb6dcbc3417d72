import { sectorLabel } from '@samskriv/domain'
import { formatDate, formatNumber } from '@samskriv/i18n/web'
import type { CaseStudyFileView } from '@samskriv/protocol/http-case-study-files'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'react-router'

import { localTimeZone } from '../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'
import type { FileProblem } from './file-problem.ts'
import { WhoseWords } from './WhoseWords.tsx'

interface UnderstoodStudyProps {
  readonly view: CaseStudyFileView
  /** Why it could not be brought in. */
  readonly problem: FileProblem | null
  readonly onBringIn: () => void
  readonly onAgain: () => void
}

/** What a file of a case study says, and what comes of it when it is brought in. */
export function UnderstoodStudy({ view, problem, onBringIn, onAgain }: UnderstoodStudyProps) {
  const say = useSay()
  const language = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const day = (moment: string | number): string => formatDate(language, new Date(moment), localTimeZone)
  return (
    <div className="study-file">
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {say('imports.understood')}
        </h2>
        <p className="soft">{say('fromFile.understood.hint')}</p>
        <p className="study-file-title" lang={view.language}>
          {view.title}
        </p>
        {view.fictional && <p className="soft">{say('fromFile.fictional')}</p>}
      </div>
      {view.here !== null && <Here here={view.here} title={view.title} textLanguage={view.language} />}
      <dl className="study-file-facts">
        <Fact name={say('fromFile.place')}>
          <span lang={view.language}>{view.place}</span>
        </Fact>
        <Fact name={say('fromFile.language')}>{say(`language.${view.language}`)}</Fact>
        <Fact name={say('fromFile.from')}>
          {view.givenOutAt === null ? say('fromFile.from.unknown') : say('fromFile.from.here', { date: day(view.givenOutAt) })}
        </Fact>
        <Fact name={say('fromFile.version')}>
          {view.version === null
            ? say('fromFile.version.none')
            : say('fromFile.version.text', { label: view.version.label, date: day(view.version.at) })}
        </Fact>
        <Fact name={say('fromFile.format')}>{view.format}</Fact>
        <Fact name={say('imports.understood.comments')}>{formatNumber(language, view.comments)}</Fact>
        <Fact name={say('fromFile.questions')}>{formatNumber(language, view.questions)}</Fact>
        <Fact name={say('imports.understood.pictures')}>{formatNumber(language, view.pictures)}</Fact>
      </dl>
      {view.leftOut > 0 && <p>{say('fromFile.leftOut', { count: view.leftOut })}</p>}
      <WhoseWords view={view} />
      <section aria-labelledby="study-file-sections">
        <h3 id="study-file-sections">{say('fromFile.sections')}</h3>
        <ol>
          {view.sections.map(({ title, words }) => (
            <li key={title}>
              <span lang={view.language}>{title}</span> <span className="small soft">{say('imports.where.words', { count: words })}</span>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="study-file-people">
        <h3 id="study-file-people">{say('fromFile.people')}</h3>
        <p className="soft">{say(view.people.length === 0 ? 'fromFile.people.none' : 'fromFile.people.hint')}</p>
        <ul>
          {view.people.map(({ name, sector }, at) => (
            <li key={at}>
              {name} <span className="small soft">{sector === null ? say('fromFile.noSector') : sectorLabel(sector, language)}</span>
            </li>
          ))}
        </ul>
      </section>
      {view.here === null && (
        <>
          <p className="notice" data-tone="warning">
            {say('fromFile.unchecked')}
          </p>
          <p>{say('fromFile.steward')}</p>
        </>
      )}
      {problem !== null && (
        <p role="alert" className="field-error">
          {problem.text}
        </p>
      )}
      <div className="dialog-actions">
        {view.here === null && (
          <button type="button" className="button" onClick={onBringIn}>
            {say('fromFile.bringIn')}
          </button>
        )}
        <button type="button" className="button" data-kind="quiet" onClick={onAgain}>
          {say('fromFile.another')}
        </button>
      </div>
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface HereProps {
  readonly here: NonNullable<CaseStudyFileView['here']>
  readonly title: string
  readonly textLanguage: string
}

function Here({ here: { id, inBin }, title, textLanguage }: HereProps) {
  const say = useSay()
  return (
    <div className="notice" data-tone="warning" role="alert">
      <h3>{say('fromFile.here')}</h3>
      <p>{say(id !== null ? 'fromFile.here.open' : inBin ? 'fromFile.here.bin' : 'fromFile.here.closed')}</p>
      {id !== null && (
        <p>
          <Link to={`/studies/${id}`} lang={textLanguage}>
            {title}
          </Link>
        </p>
      )}
      {inBin && (
        <p>
          <Link to="/">{say('fromFile.here.toBin')}</Link>
        </p>
      )}
    </div>
  )
}
