import type { StudyView } from '@samskriv/protocol/http'
import type { ImportView } from '@samskriv/protocol/http-imports'

import { pictureSource } from '../../api/picture-path.ts'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'

interface Described {
  readonly alt: string
  readonly decorative: boolean
}

interface ImportedPicturesProps {
  readonly study: StudyView
  readonly view: ImportView
  /** Which of its pictures go into the text. */
  readonly asked: readonly number[]
  readonly pictures: readonly Described[]
  readonly isTried: boolean
  readonly onDescribe: (at: number, said: Partial<Described>) => void
}

/** The pictures that come along, each with what it shows, for those who can't see it. */
export function ImportedPictures({ study, view, asked, pictures, isTried, onDescribe }: ImportedPicturesProps) {
  const say = useSay()
  return (
    <section className="import-pictures" aria-labelledby="import-pictures">
      <h3 id="import-pictures">{say('imports.pictures')}</h3>
      <p className="soft">{say('imports.pictures.hint')}</p>
      <ol>
        {asked.map((at) => {
          const { alt = '', decorative = false } = pictures[at] ?? {}
          const hash = view.pictures[at]?.hash ?? ''
          return (
            <li key={at}>
              <p className="import-heading">{say('imports.picture', { at: at + 1, of: view.pictures.length })}</p>
              <img alt="" {...pictureSource(study.id, hash)} />
              <Field
                id={`import-alt-${at}`}
                label={say('imports.picture.alt')}
                error={isTried && !decorative && alt.trim() === '' ? say('imports.picture.alt.empty', { at: at + 1 }) : undefined}
              >
                {(input) => (
                  <textarea
                    {...input}
                    rows={2}
                    maxLength={2_000}
                    lang={study.language}
                    value={alt}
                    disabled={decorative}
                    onChange={({ target }) => onDescribe(at, { alt: target.value })}
                  />
                )}
              </Field>
              <div className="field">
                <label className="choice">
                  <input type="checkbox" checked={decorative} onChange={({ target }) => onDescribe(at, { decorative: target.checked })} />
                  {say('imports.picture.decorative')}
                </label>
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
