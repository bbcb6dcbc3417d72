import { usePreferenceChoice } from '../preferences/preferences.ts'
import { useSay } from '../shell/use-say.ts'
import { blockTools, moveKeys, shortcutText, textTools } from '../study/editor/tools.ts'
import { tableKeys } from '../study/tables/table-keys.ts'
import { PlainDialog } from '../ui/PlainDialog.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import './help.css'

/** What can be done with keys alone, and the switch that turns it off. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay()
  const { preferences, choose, error } = usePreferenceChoice()
  const tools = [...textTools, ...blockTools].map(({ label, keys }) => [say(label), keys] as const)
  return (
    <PlainDialog title={say('shortcuts.title')} onClose={onClose}>
      <label className="choice switch">
        <input type="checkbox" checked={preferences.shortcuts} onChange={({ target }) => choose({ shortcuts: target.checked })} />
        <span>
          {say('settings.shortcuts')}
          <span className="hint small">{say('settings.shortcuts.hint')}</span>
        </span>
      </label>
      <ProblemText error={error} />
      {!preferences.shortcuts && <p role="status">{say('shortcuts.off')}</p>}
      <h3>{say('shortcuts.everywhere')}</h3>
      <Keys rows={[[say('shortcuts.list'), 'Mod+/']]} />
      <h3>{say('shortcuts.inStudy')}</h3>
      <Keys
        rows={[
          [say('find.title'), 'Mod+Shift+H'],
          [say('threads.begin.words'), 'Mod+Alt+M'],
          [say('suggestion.instead'), 'Mod+Alt+Shift+X'],
          [say('threads.next'), 'Mod+Alt+N'],
          [say('threads.previous'), 'Mod+Alt+P'],
          [say('shortcuts.nextPart'), 'F6'],
          [say('shortcuts.partBefore'), 'Shift+F6'],
        ]}
      />
      <h3>{say('shortcuts.inText')}</h3>
      <Keys
        rows={[
          [say('shortcuts.leave'), 'Esc'],
          [say('shortcuts.toolbar'), 'Alt+F10'],
          ...tools,
          [say('toolbar.link'), 'Mod+K'],
          [say('footnote.insert'), 'Mod+Alt+F'],
          [say('move.up'), moveKeys.up],
          [say('move.down'), moveKeys.down],
          [say('toolbar.undo'), 'Mod+Z'],
          [say('toolbar.redo'), 'Mod+Y'],
          [say('shortcuts.speaker'), 'Alt+Shift+1'],
        ]}
      />
      <h3>{say('shortcuts.inTable')}</h3>
      <Keys rows={tableKeys.map(([change, keys]) => [say(`table.${change}`), keys] as const)} />
    </PlainDialog>
  )
}

function Keys({ rows }: { readonly rows: readonly (readonly [name: string, keys: string])[] }) {
  return (
    <dl className="shortcut-list">
      {rows.map(([name, keys]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <kbd>{shortcutText(keys)}</kbd>
          </dd>
        </div>
      ))}
    </dl>
  )
}
