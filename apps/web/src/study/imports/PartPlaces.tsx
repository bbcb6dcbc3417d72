import type { StudyView } from '@samskriv/protocol/http'
import type { ImportView, PartPlace } from '@samskriv/protocol/http-imports'

import { useSay } from '../../shell/use-say.ts'

interface PartPlacesProps {
  readonly study: StudyView
  readonly view: ImportView
  readonly places: readonly PartPlace[]
  readonly onPlace: (at: number, place: PartPlace) => void
}

/** Each part of a document, by its heading and how it begins, with where it goes. */
export function PartPlaces({ study, view, places, onPlace }: PartPlacesProps) {
  const say = useSay()
  const writable = new Set(study.sections.flatMap(({ key, canWrite }) => (canWrite ? [key] : [])))
  const sections = study.template.sections.filter(({ id }) => writable.has(id))
  return (
    <section className="import-parts" aria-labelledby="import-where">
      <h3 id="import-where">{say('imports.where')}</h3>
      <p className="soft">{say('imports.where.hint')}</p>
      <ol>
        {view.parts.map(({ heading, level, words, begins }, at) => (
          <li key={at} data-level={Math.max(1, level)}>
            <label htmlFor={`import-part-${at}`}>
              <span className="import-heading">{heading === '' ? say('imports.where.before') : heading}</span>{' '}
              <span className="small soft">{say('imports.where.words', { count: words })}</span>
            </label>
            {begins !== '' && <p className="import-begins small soft">{begins}</p>}
            <select
              id={`import-part-${at}`}
              className="select"
              value={valueOf(places[at])}
              onChange={({ target }) => onPlace(at, placeOf(target.value))}
            >
              {at > 0 && <option value="above">{say('imports.where.above')}</option>}
              <option value="nowhere">{say('imports.where.nowhere')}</option>
              {sections.map(({ id, title }) => (
                <option key={id} value={`section:${id}`} lang={study.language}>
                  {title[study.language]}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ol>
    </section>
  )
}

function valueOf(place: PartPlace | undefined): string {
  return place?.to === 'section' ? `section:${place.section}` : (place?.to ?? 'nowhere')
}

function placeOf(value: string): PartPlace {
  if (value.startsWith('section:')) return { to: 'section', section: value.slice('section:'.length) }
  return { to: value === 'above' ? 'above' : 'nowhere' }
}
