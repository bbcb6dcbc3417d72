import { useSay } from '../../shell/use-say.ts'

interface FileChoiceProps {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  /** The one that is chosen. */
  readonly file: File | null
  readonly isDisabled: boolean
  /** Null when somebody changed their mind. */
  readonly onChoose: (file: File | null) => void
}

const taken = 'image/jpeg,image/png,image/webp,image/gif'

/**
 * The browser's own field for a file, with a button in the language of the page: its own speaks the browser's. The field lies over the
 * button, so that keys, presses and files that are dropped on it arrive where they would.
 */
export function FileChoice({ file, isDisabled, onChoose, ...input }: FileChoiceProps) {
  const say = useSay()
  return (
    <div className="file-choice">
      <input {...input} type="file" accept={taken} disabled={isDisabled} onChange={(event) => onChoose(event.target.files?.[0] ?? null)} />
      <label className="button" data-kind="quiet" htmlFor={input.id}>
        {say(file === null ? 'picture.file.choose' : 'picture.file.another')}
      </label>
      <span className="picture-name">{file?.name ?? say('picture.file.none')}</span>
    </div>
  )
}
