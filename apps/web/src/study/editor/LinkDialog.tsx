import { isAllowedLink } from '@samskriv/document'
import type { Editor } from '@tiptap/core'
import { type FormEvent, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { closeThen, PlainDialog } from '../../ui/PlainDialog.tsx'
import { backInText } from './back-in-text.ts'
import { linkAddress } from './link-address.ts'

/** Sets, changes or removes the link of the selected words. With nothing selected the address itself becomes the words. */
export function LinkDialog({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const say = useSay()
  const href: unknown = editor.getAttributes('link')['href']
  const before = typeof href === 'string' ? href : ''
  const [typed, setTyped] = useState(before)
  const [isWrong, setIsWrong] = useState(false)

  const apply = (event: FormEvent): void => {
    event.preventDefault()
    const address = linkAddress(typed)
    if (!isAllowedLink(address)) return setIsWrong(true)
    closeThen(onClose, () => setLink(address))
  }
  const setLink = (address: string): void => {
    const chain = backInText(editor)
    if (editor.state.selection.empty && before === '')
      chain.insertContent({ type: 'text', text: typed.trim(), marks: [{ type: 'link', attrs: { href: address } }] }).run()
    else chain.extendMarkRange('link').setMark('link', { href: address }).run()
    // What is typed next stands after the link, and neither in it nor in its place.
    editor.chain().setTextSelection(editor.state.selection.to).unsetMark('link').run()
  }
  const remove = (): void => {
    closeThen(onClose, () => backInText(editor).extendMarkRange('link').unsetMark('link').run())
  }
  return (
    <PlainDialog title={say(before === '' ? 'toolbar.link' : 'toolbar.link.edit')} onClose={onClose}>
      <form className="form" noValidate onSubmit={apply}>
        <Field id="link-address" label={say('toolbar.link.address')} error={isWrong ? say('field.link.invalid') : undefined}>
          {(input) => (
            <input
              {...input}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              inputMode="url"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </Field>
        <div className="dialog-actions">
          <button type="submit" className="button">
            {say('toolbar.link.apply')}
          </button>
          {before !== '' && (
            <button type="button" className="button" data-kind="quiet" onClick={remove}>
              {say('toolbar.link.remove')}
            </button>
          )}
        </div>
      </form>
    </PlainDialog>
  )
}
