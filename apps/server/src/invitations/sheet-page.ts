import { invitationById, type Invitation, type Script, type Study } from '@samskriv/database'
import { invitationState } from '@samskriv/domain'
import { formatDate, translator } from '@samskriv/i18n'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import { renderPage, type Page } from '../pages/layout.ts'
import { keepNowhere } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { studyAccess } from '../studies/study-access.ts'
import { invitationLink } from './invite.ts'
import { qrCode } from './qr.ts'
import { invitationSecrets } from './secrets.ts'

/** A way in on paper, for a wall or a table. */
export function sheetPages({ store, files, config, secret, clock }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const publicUrl = config.publicUrls[0]

  app.get(
    '/studies/:id/invitations/:invitationId/sheet',
    described({
      tag: 'pages',
      summary: 'A page to print, with a way into the study and without its title',
      answers: 'page',
      problems: ['signed-out', 'session-expired', 'unknown-study', 'not-steward', 'account-needed', 'unknown-invitation'],
    }),
    async (c) => {
      keepNowhere(c)
      const { study, invitation } = await store.read<{ study: Study; invitation: Invitation }>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'invitation.read')(ctx)
        return { study: access.study, invitation: yield* openInvitation(access.study, c.req.param('invitationId'), clock())(ctx) }
      })
      const link = invitationLink(invitation.id, { secret, publicUrl })
      const { shortCode } = invitationSecrets(invitation.id, secret)
      const page = sheetPage(study, invitation, { link, shortCode, address: `${publicUrl.replace(/^https?:\/\//, '')}/join` })
      // In the study's language and with nobody's name: it is not for the one who prints it.
      return c.html(renderPage({ language: study.lang, look: c.get('look'), files, here: null }, page))
    },
  )

  return app
}

/** @throws {@link RequestProblem} `unknown-invitation` also for one that lets nobody in: such a sheet would send people in vain */
const openInvitation = (study: Study, id: string, now: number): Script<Invitation> =>
  function* (ctx) {
    const invitation = yield* invitationById(study.id, id)(ctx)
    if (invitation === undefined || invitationState(invitation, now) !== 'open') throw new RequestProblem('unknown-invitation')
    return invitation
  }

/**
 * Everybody who walks by reads it. So it has no title of the study, which can say where and about whom it is; those who come in by it
 * see the title then.
 */
function sheetPage(
  { id, lang, contactName, contactReach }: Study,
  { kind, expiresAt }: Invitation,
  { link, shortCode, address }: { link: string; shortCode: string; address: string },
): Page {
  const t = translator(lang)
  return {
    title: t('sheet.title'),
    body: html`<p class="notice screen-only">${t('sheet.print')} <a href="/studies/${id}">${t('sheet.back')}</a></p>
      <article class="sheet">
        <h1>${t('sheet.title')}</h1>
        <p class="lead">${t('sheet.what', { product: t('product.name') })}</p>
        <p>${t('sheet.noAccount')} ${t('welcome.community')}</p>
        <p>${t('sheet.scan')}</p>
        ${qrCode(link, t('sheet.picture'))}
        <dl class="sheet-way">
          <dt>${t('sheet.type')}</dt>
          <dd translate="no">${address}</dd>
          <dt>${t('sheet.code')}</dt>
          <dd class="sheet-code" translate="no">${shortCode}</dd>
          ${
            contactName === null
              ? ''
              : html`<dt>${t('sheet.contact')}</dt>
                  <dd dir="auto">${contactName}${contactReach === null || contactReach === '' ? '' : html`<br />${contactReach}`}</dd>`
          }
        </dl>
        <p>
          ${kind === 'personal' ? t('sheet.onePerson') : ''} ${t('sheet.until', { date: formatDate(lang, new Date(expiresAt), 'UTC') })}
        </p>
        <p class="soft">${t('welcome.urgent')}</p>
      </article>`,
  }
}
