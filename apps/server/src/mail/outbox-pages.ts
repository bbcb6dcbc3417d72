import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { may, type Language } from '@samskriv/domain'
import { formatDateTime, translator } from '@samskriv/i18n'
import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import PostalMime from 'postal-mime'
import { isLoopback } from '../env.ts'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { Page } from '../pages/layout.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { requireAllowed } from '../studies/study-access.ts'
import { outboxDirectory } from './transport.ts'

interface StoredMail {
  readonly name: string
  readonly to: string
  readonly subject: string
  readonly date: Date | null
  readonly text: string
}

/** What an installation without a mail server would have sent. It holds sign-in codes, so it exists only where nobody else can look. */
export function outboxPages({ config, files }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const directory = outboxDirectory(config)
  const requireThisMachine = (c: Context<AppEnv>): void => {
    if (config.smtpUrl !== null || !config.loopback) throw new RequestProblem('not-found')
    // A page elsewhere whose name has been pointed at this machine since it was loaded asks for its own name, not for ours.
    const host = `http://${c.req.header('host') ?? ''}`
    if (!URL.canParse(host) || !isLoopback(new URL(host).hostname)) throw new RequestProblem('not-found')
    requireAllowed(may({ kind: 'anonymous' }, 'outbox.read', { kind: 'installation', loopback: config.loopback }))
  }

  app.get(
    '/outbox',
    described({ tag: 'pages', summary: 'Mails that were not sent, on a loopback installation', answers: 'page', problems: ['not-found'] }),
    async (c) => {
      requireThisMachine(c)
      keepNowhere(c)
      const names = (await mailNames(directory)).slice(0, 100)
      const mails = await Promise.all(names.map((name) => readMail(directory, name)))
      return c.html(pageFor(c, files, listPage(c.get('language'), mails)))
    },
  )

  app.get(
    '/outbox/:name',
    described({ tag: 'pages', summary: 'One mail that was not sent', answers: 'page', problems: ['not-found'] }),
    async (c) => {
      requireThisMachine(c)
      keepNowhere(c)
      // Compared with what is in the folder, so that a name from outside never becomes a path.
      const name = (await mailNames(directory)).find((candidate) => candidate === c.req.param('name'))
      if (name === undefined) throw new RequestProblem('not-found')
      return c.html(pageFor(c, files, mailPage(c.get('language'), await readMail(directory, name))))
    },
  )

  return app
}

/** Newest first. */
async function mailNames(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory))
      .filter((name) => /^[\w-]+\.eml$/.test(name))
      .toSorted()
      .toReversed()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

async function readMail(directory: string, name: string): Promise<StoredMail> {
  const { to, subject, date, text } = await PostalMime.parse(await readFile(join(directory, name)))
  return {
    name,
    to: to?.map(({ address }) => address ?? '').join(', ') ?? '',
    subject: subject ?? '',
    date: date === undefined ? null : new Date(date),
    text: text ?? '',
  }
}

function listPage(language: Language, mails: readonly StoredMail[]): Page {
  const t = translator(language)
  return {
    title: t('outbox.title'),
    body: html`<h1>${t('outbox.title')}</h1>
      <p class="lead">${t('outbox.intro')}</p>
      ${mails.length === 0 ? html`<p>${t('outbox.empty')}</p>` : ''}
      <ul class="list">
        ${mails.map(
          (mail) =>
            html`<li>
              <a href="/outbox/${mail.name}">${mail.subject}</a>
              <p class="soft small">${t('outbox.to')}: ${mail.to}${mail.date === null ? '' : ` · ${when(language, mail.date)}`}</p>
            </li>`,
        )}
      </ul>`,
  }
}

function mailPage(language: Language, mail: StoredMail): Page {
  const t = translator(language)
  return {
    title: mail.subject,
    body: html`<p><a href="/outbox">${t('outbox.back')}</a></p>
      <h1>${mail.subject}</h1>
      <p class="soft">${t('outbox.to')}: ${mail.to}${mail.date === null ? '' : ` · ${when(language, mail.date)}`}</p>
      ${mail.text
        .split(/\n{2,}/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph) =>
          isAddress(paragraph.trim()) ? html`<p><a href="${paragraph.trim()}">${paragraph.trim()}</a></p>` : html`<p>${paragraph}</p>`,
        )}`,
  }
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text)
}

function when(language: Language, date: Date): string {
  return formatDateTime(language, date, Intl.DateTimeFormat().resolvedOptions().timeZone)
}
