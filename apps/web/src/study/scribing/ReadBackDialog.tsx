import type { SpeakerView } from '@samskriv/protocol/http'
import { readBackMethods, type ReadBackMethod } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { speakersQuery, useConfirmWords } from '../../api/scribing.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { Field, FieldGroup } from '../../ui/Field.tsx'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import './scribing.css'
import { SectorMark } from './SectorMark.tsx'
import { WishesForm } from './WishesForm.tsx'

/** What was written down goes back to the one who said it: read out, agreed, and only then counted as their voice. */
export function ReadBackDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const isWide = useIsWide()
  const speakers = useQuery({ ...speakersQuery(study.id), staleTime: 0 })
  const [chosen, setChosen] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const heard = (speakers.data ?? []).filter(({ passages, confirmed }) => passages.length + confirmed > 0)
  const waiting = heard.filter(({ passages }) => passages.length > 0)
  const [only, ...others] = waiting.length > 0 ? waiting : heard
  const speaker = heard.find(({ participantId }) => participantId === chosen) ?? (others.length === 0 ? only : undefined)
  return (
    <PlainDialog title={say('readBack.title')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      <p>{say('readBack.intro')}</p>
      {done !== null && <p className="notice">{done}</p>}
      {speakers.isPending && <p role="status">{say('scribing.loading')}</p>}
      <ProblemText error={speakers.error} />
      {speakers.data && waiting.length === 0 && <p>{say('readBack.nothing')}</p>}
      {heard.length > 1 && (
        <FieldGroup label={say('readBack.speaker')}>
          {heard.map(({ participantId, name, sector, passages, confirmed }) => (
            <label key={participantId} className="choice">
              <input
                type="radio"
                name="read-back-speaker"
                checked={participantId === speaker?.participantId}
                onChange={() => {
                  setChosen(participantId)
                  setDone(null)
                }}
              />
              <span className="scribing-choice">
                <SectorMark sector={sector} />
                {passages.length > 0
                  ? say('readBack.waiting', { name, count: passages.length })
                  : say('wishes.agreed', { name, count: confirmed })}
              </span>
            </label>
          ))}
        </FieldGroup>
      )}
      {speaker && speaker.passages.length > 0 && (
        <ReadBackForm
          key={speaker.participantId}
          study={study}
          speaker={speaker}
          onDone={(text) => {
            setChosen(speaker.participantId)
            setDone(text)
          }}
        />
      )}
      {speaker && speaker.confirmed > 0 && <WishesForm key={`wishes-${speaker.participantId}`} study={study} speaker={speaker} />}
    </PlainDialog>
  )
}

interface ReadBackFormProps extends Pick<StudyDialogProps, 'study'> {
  readonly speaker: SpeakerView
  readonly onDone: (text: string) => void
}

function ReadBackForm({ study, speaker, onDone }: ReadBackFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const language = useLanguage()
  const confirm = useConfirmWords(study.id)
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set())
  const [method, setMethod] = useState<ReadBackMethod>('read-aloud')
  const [on, setOn] = useState(today)
  const [spoken, setSpoken] = useState(() => new Intl.DisplayNames(language, { type: 'language' }).of(study.language) ?? '')
  const [witness, setWitness] = useState('')
  const [hasTried, setHasTried] = useState(false)
  const { participantId, name, passages } = speaker
  const chosen = passages.filter(({ id }) => agreed.has(id))
  const titles = new Map(study.template.sections.map(({ id, title }) => [id, title[study.language]]))

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setHasTried(true)
    if (chosen.length === 0 || on === '' || spoken.trim() === '' || confirm.isPending) return
    confirm.mutate(
      {
        speaker: participantId,
        passages: chosen.map(({ id, text }) => ({ id, text })),
        method,
        on,
        language: spoken.trim(),
        ...(witness.trim() === '' ? {} : { witness: witness.trim() }),
      },
      {
        onSuccess: () => {
          const text = say('readBack.done', { count: chosen.length, name })
          announce(text)
          onDone(text)
          setAgreed(new Set())
          setHasTried(false)
        },
      },
    )
  }
  const set = (ids: readonly string[], isAgreed: boolean): void =>
    setAgreed((before) => {
      const after = new Set(before)
      for (const id of ids) {
        if (isAgreed) after.add(id)
        else after.delete(id)
      }
      return after
    })
  return (
    <form className="form" noValidate onSubmit={submit}>
      <FieldGroup label={say('readBack.passages', { name })} error={hasTried && chosen.length === 0 ? say('readBack.choose') : undefined}>
        {passages.length > 1 && (
          <label className="choice">
            <input
              type="checkbox"
              checked={chosen.length === passages.length}
              onChange={({ target }) =>
                set(
                  passages.map(({ id }) => id),
                  target.checked,
                )
              }
            />
            <strong>{say('readBack.all')}</strong>
          </label>
        )}
        {passages.map(({ id, section, text }) => (
          <label key={id} className="choice">
            <input type="checkbox" checked={agreed.has(id)} onChange={({ target }) => set([id], target.checked)} />
            <span lang={study.language}>
              {text} <span className="small soft">({titles.get(section) ?? ''})</span>
            </span>
          </label>
        ))}
      </FieldGroup>
      <FieldGroup label={say('readBack.method', { name })}>
        {readBackMethods.map((how) => (
          <label key={how} className="choice">
            <input type="radio" name="read-back-method" checked={method === how} onChange={() => setMethod(how)} />
            {say(`readBack.method.${how}`)}
          </label>
        ))}
      </FieldGroup>
      <Field id="read-back-on" label={say('readBack.on')} error={hasTried && on === '' ? say('readBack.needed') : undefined}>
        {(input) => <input {...input} type="date" value={on} max={today()} onChange={({ target }) => setOn(target.value)} />}
      </Field>
      <Field
        id="read-back-language"
        label={say('readBack.language')}
        error={hasTried && spoken.trim() === '' ? say('readBack.needed') : undefined}
      >
        {(input) => (
          <input {...input} value={spoken} maxLength={60} onChange={({ target }) => setSpoken(target.value)} autoComplete="off" />
        )}
      </Field>
      <Field id="read-back-witness" label={`${say('readBack.witness')} (${say('word.optional')})`}>
        {(input) => (
          <input {...input} value={witness} maxLength={160} onChange={({ target }) => setWitness(target.value)} autoComplete="off" />
        )}
      </Field>
      <ProblemText error={confirm.error} />
      <button type="submit" className="button" aria-disabled={confirm.isPending}>
        {say('readBack.submit', { name })}
      </button>
    </form>
  )
}

/** By the clock of this device. */
function today(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
