import type { ChangePreferences, Preferences } from '@samskriv/protocol/http'
import type { WebMessageKey } from '@samskriv/i18n/web'
import { useId } from 'react'

import { usePreferenceChoice } from '../preferences/preferences.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { LanguageChoice } from '../shell/LanguageChoice.tsx'
import { useSay } from '../shell/use-say.ts'
import { ProblemText } from '../ui/ProblemText.tsx'

type Choice = Exclude<keyof Preferences, 'shortcuts' | 'tourSeen'>
type Plain = Exclude<WebMessageKey, `${string}${'_one' | '_other'}`> & `settings.${string}`

interface Question<Name extends Choice> {
  readonly name: Name
  readonly label: Plain
  readonly answers: readonly (readonly [value: Preferences[Name], label: Plain])[]
}

const textSize: Question<'textSize'> = {
  name: 'textSize',
  label: 'settings.textSize',
  answers: [
    ['normal', 'settings.textSize.normal'],
    ['large', 'settings.textSize.large'],
    ['largest', 'settings.textSize.largest'],
  ],
}
const colours: Question<'colours'> = {
  name: 'colours',
  label: 'settings.colours',
  answers: [
    ['system', 'settings.asDevice'],
    ['light', 'settings.colours.light'],
    ['dark', 'settings.colours.dark'],
  ],
}
const contrast: Question<'contrast'> = {
  name: 'contrast',
  label: 'settings.contrast',
  answers: [
    ['system', 'settings.asDevice'],
    ['high', 'settings.contrast.high'],
  ],
}
const motion: Question<'motion'> = {
  name: 'motion',
  label: 'settings.motion',
  answers: [
    ['system', 'settings.asDevice'],
    ['reduced', 'settings.motion.reduced'],
  ],
}
const announcements: Question<'announcements'> = {
  name: 'announcements',
  label: 'settings.announcements',
  answers: [
    ['mine', 'settings.announcements.mine'],
    ['all', 'settings.announcements.all'],
    ['off', 'settings.announcements.off'],
  ],
}

/** How one likes the pages to be. Each answer holds at once. */
export function Settings() {
  const say = useSay()
  const announce = useAnnounce()
  const { preferences, choose: change, error } = usePreferenceChoice()
  const choose = (chosen: ChangePreferences): void => change(chosen, () => announce(say('settings.kept')))
  const ask = <Name extends Choice>(question: Question<Name>) => (
    <Answers question={question} chosen={preferences[question.name]} onChoose={(value) => choose({ [question.name]: value })} />
  )
  return (
    <>
      <p>{say('settings.intro')}</p>
      <ProblemText error={error} />
      <section aria-labelledby="look" className="account-part settings">
        <h2 id="look">{say('settings.look.title')}</h2>
        <div className="field">
          <p className="settings-label">{say('language.label')}</p>
          <LanguageChoice isKept />
        </div>
        {ask(textSize)}
        {ask(colours)}
        {ask(contrast)}
        {ask(motion)}
      </section>
      <section aria-labelledby="others" className="account-part settings">
        <h2 id="others">{say('settings.others.title')}</h2>
        {ask(announcements)}
      </section>
      <section aria-labelledby="keys" className="account-part settings">
        <h2 id="keys">{say('settings.keys.title')}</h2>
        <label className="choice switch">
          <input type="checkbox" checked={preferences.shortcuts} onChange={({ target }) => choose({ shortcuts: target.checked })} />
          <span>
            {say('settings.shortcuts')}
            <span className="hint small">{say('settings.shortcuts.hint')}</span>
          </span>
        </label>
      </section>
    </>
  )
}

interface AnswersProps<Name extends Choice> {
  readonly question: Question<Name>
  readonly chosen: Preferences[Name]
  readonly onChoose: (value: Preferences[Name]) => void
}

function Answers<Name extends Choice>({ question: { name, label, answers }, chosen, onChoose }: AnswersProps<Name>) {
  const say = useSay()
  const group = useId()
  return (
    <fieldset className="field">
      <legend>{say(label)}</legend>
      <div className="settings-answers">
        {answers.map(([value, text]) => (
          <label key={value} className="choice">
            <input type="radio" name={`${group}${name}`} checked={value === chosen} onChange={() => onChoose(value)} />
            <span>{say(text)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
