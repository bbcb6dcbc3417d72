import { useSay } from '../../shell/use-say.ts'

interface SectionNotesProps {
  readonly notes: readonly string[]
  /** As for the numbers in the text. */
  readonly list: string
}

/** What the notes of a section say, each with the way back to its place. */
export function SectionNotes({ notes, list }: SectionNotesProps) {
  const say = useSay()
  if (notes.length === 0) return null
  return (
    <section className="footnotes" role="doc-endnotes" aria-label={say('footnote.list')}>
      <ol>
        {notes.map((text, index) => (
          <li key={`${index} ${text}`} id={`${list}-note-${index + 1}`}>
            {text}{' '}
            <a href={`#${list}-ref-${index + 1}`} role="doc-backlink" aria-label={`${say('footnote.back')} ${index + 1}`}>
              ↩
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
