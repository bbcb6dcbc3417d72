import { confirmationsOf, listParticipants, useChoicesIn, type Confirmation, type Invitation, type Script } from '@samskriv/database'
import type { Template } from '@samskriv/document'
import { sectorLabel, unaskedUse, type ParticipantId, type UseChoice } from '@samskriv/domain'
import { formatDate, translator } from '@samskriv/i18n'
import { readBackMethods } from '@samskriv/protocol'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { described } from '../http/described.ts'
import { invitationLink, openWayIn } from '../invitations/invite.ts'
import { renderPage, type Page } from '../pages/layout.ts'
import { keepNowhere } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { unnamedIn } from '../studies/study-view.ts'
import { confirmedPassages, type Passage } from './passages.ts'
import { templateOf } from '../studies/study-template.ts'
import { calledBy, speakerIn, type Writing } from './speaker-in.ts'

/** What somebody takes home whose words were written down: what they agreed to, what they wished, and their own way in. */
export function receiptPages({ store, rooms, files, config, secret, clock }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const links = { secret, publicUrl: config.publicUrls[0] }

  app.get(
    '/studies/:id/speakers/:participantId/receipt',
    described({
      tag: 'pages',
      summary: 'A page to print for somebody whose words were written down: what they agreed to, how they are shown, and their own link',
      answers: 'page',
      problems: ['signed-out', 'session-expired', 'unknown-study', 'role-too-low', 'not-your-voice', 'unknown-person', 'study-unavailable'],
    }),
    async (c) => {
      keepNowhere(c)
      const known = await store.read<Known>(function* (ctx) {
        const writing = yield* speakerIn(c.get('visitor'), c.req.param('id'), c.req.param('participantId'))(ctx)
        return yield* knownOf(writing)(ctx)
      })
      const { access, speaker } = known.writing
      const passages = await readableStudy(() =>
        rooms.read(access.study.id, (body) =>
          confirmedPassages(
            body,
            known.sections.map(({ id }) => id),
          ),
        ),
      )
      const link = known.wayIn === undefined ? null : invitationLink(known.wayIn.id, links)
      const page = receiptPage(known, { passages: passages.filter(({ by }) => by === speaker.id), link, now: clock() })
      // In the study's language and with no name above it but that of whose receipt it is.
      return c.html(renderPage({ language: access.study.lang, look: c.get('look'), files, here: null }, page))
    },
  )

  return app
}

interface Known {
  readonly writing: Writing
  readonly sections: Template['sections']
  readonly names: ReadonlyMap<ParticipantId, string>
  readonly confirmations: ReadonlyMap<string, Confirmation>
  readonly use: UseChoice
  readonly wayIn: Invitation | undefined
}

const knownOf = (writing: Writing): Script<Known> =>
  function* (ctx) {
    const { access, speaker } = writing
    const { id } = access.study
    const { sections } = yield* templateOf(access.study)(ctx)
    const people = yield* listParticipants(id)(ctx)
    const confirmations = yield* confirmationsOf(id)(ctx)
    return {
      writing,
      sections,
      names: new Map(people.map((person) => [person.id, person.name])),
      confirmations: new Map(confirmations.map((confirmation) => [confirmation.id, confirmation])),
      use: (yield* useChoicesIn(id)(ctx)).get(speaker.id) ?? unaskedUse,
      wayIn: yield* openWayIn(id, speaker.id)(ctx),
    }
  }

interface Shown {
  readonly passages: readonly Passage[]
  readonly link: string | null
  readonly now: number
}

function receiptPage({ writing, sections, names, confirmations, use, wayIn }: Known, { passages, link, now }: Shown): Page {
  const { access, speaker } = writing
  const { study } = access
  const { lang } = study
  const t = translator(lang)
  const date = (at: number) => formatDate(lang, new Date(at), 'UTC')
  const titles = new Map(sections.map(({ id, title }) => [id, title[lang]]))
  const nameOf = (id: ParticipantId | null): string => {
    const name = id === null ? undefined : names.get(id)
    return name === undefined || name === '' ? unnamedIn(lang) : name
  }
  const howOf = (confirmation: Confirmation): string => {
    const method = readBackMethods.find((known) => known === confirmation.method) ?? 'read-aloud'
    return t('readBack.how', { how: t(`readBack.method.${method}`), language: confirmation.language })
  }
  const entry = ({ section, text, parts }: Passage) => {
    const [first] = parts
    const confirmation = confirmations.get(first?.voice.confirmation ?? '')
    const facts = [
      titles.get(section) ?? '',
      ...(confirmation === undefined ? [] : [howOf(confirmation), date(confirmation.at)]),
      t('receipt.typedBy', { name: nameOf(first?.voice.typedBy ?? null) }),
      ...(confirmation?.witness ? [t('receipt.witness', { name: confirmation.witness })] : []),
    ]
    return html`<li>
      <blockquote dir="auto">${text}</blockquote>
      <p class="small soft" dir="auto">${facts.join(' · ')}</p>
    </li>`
  }
  const called = calledBy(speaker)
  return {
    title: t('receipt.title', { name: called === '' ? unnamedIn(lang) : called }),
    body: html`<p class="notice screen-only">${t('receipt.print')} <a href="/studies/${study.id}">${t('sheet.back')}</a></p>
      <article class="sheet receipt">
        <h1>${t('receipt.title', { name: called === '' ? unnamedIn(lang) : called })}</h1>
        <p class="lead">${t('receipt.what')}</p>
        <dl class="facts">
          <dt>${t('receipt.study')}</dt>
          <dd dir="auto">${study.title} · ${study.place}</dd>
          <dt>${t('receipt.date')}</dt>
          <dd>${date(now)}</dd>
          <dt>${t('receipt.shownAs')}</dt>
          <dd dir="auto">
            ${speaker.name === '' ? unnamedIn(lang) : speaker.name}${speaker.sector === null ? '' : ` · ${sectorLabel(speaker.sector, lang)}`}
          </dd>
          <dt>${t('use.question')}</dt>
          <dd>${t(`use.${use}`)}<br /><span class="small">${t(`use.${use}.help`)}</span></dd>
        </dl>
        <h2>${t('receipt.words')}</h2>
        ${
          passages.length === 0
            ? html`<p>${t('receipt.noWords')}</p>`
            : html`<ol class="receipt-words">
                ${passages.map(entry)}
              </ol>`
        }
        <h2>${t('receipt.link')}</h2>
        ${
          link === null || wayIn === undefined
            ? html`<p>${t('receipt.noLink')}</p>`
            : html`<p>${t('receipt.link.what')}</p>
                <p class="receipt-link" translate="no">${link}</p>
                <p class="small">${t('receipt.link.until', { date: date(wayIn.expiresAt) })}</p>`
        }
        ${
          study.contactName === null
            ? ''
            : html`<h2>${t('sheet.contact')}</h2>
                <p dir="auto">
                  ${study.contactName}${study.contactReach === null || study.contactReach === '' ? '' : html`<br />${study.contactReach}`}
                </p>`
        }
      </article>`,
  }
}
