import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { codeLifetimeMs, linkToken } from '../auth/challenge.ts'
import { whereTo } from '../notices/where-to.ts'
import { mailPayloads, type ComposedMail, type MailKind, type MailPayload } from './mail.ts'

/** @param publicUrl - what links begin with; never taken from a request */
export async function composeMail(kind: MailKind, payload: unknown, publicUrl: string): Promise<ComposedMail> {
  switch (kind) {
    case 'sign-in-code':
      return signInMail(mailPayloads[kind].parse(payload), publicUrl)
    case 'added':
      return addedMail(mailPayloads[kind].parse(payload), publicUrl)
    case 'reminder':
      return reminderMail(mailPayloads[kind].parse(payload), publicUrl)
    case 'notices':
    case 'digest':
      return noticesMail(kind, mailPayloads[kind].parse(payload), publicUrl)
    case 'confirm-address':
      return confirmMail(mailPayloads[kind].parse(payload), publicUrl)
  }
}

function signInMail({ challenge, code, language }: MailPayload<'sign-in-code'>, publicUrl: string): Promise<ComposedMail> {
  const t = translator(language)
  const minutes = codeLifetimeMs / 60_000
  return laidOut(t('mail.signIn.subject', { code }), language, publicUrl, [
    t('mail.signIn.greeting'),
    t('mail.signIn.code', { code, minutes }),
    t('mail.signIn.link'),
    { label: t('mail.signIn.button'), href: `${publicUrl}/sign-in/link/${linkToken(challenge, code)}?lang=${language}` },
    t('mail.signIn.notYou'),
  ])
}

function addedMail({ study, title, name, by, role, language }: MailPayload<'added'>, publicUrl: string): Promise<ComposedMail> {
  const t = translator(language)
  const writes = role === 'editor' || role === 'steward'
  const greeting = name === '' ? t('mail.signIn.greeting') : t('mail.added.greeting', { name })
  return laidOut(t(writes ? 'mail.added.subject' : 'mail.added.subject.read', { title }), language, publicUrl, [
    greeting,
    t('mail.added.text', { by, title, role: t(`role.${role}`) }),
    t('mail.added.role', { help: t(`role.${role}.help`) }),
    t('mail.added.link'),
    { label: t('mail.added.button'), href: `${publicUrl}/studies/${study}?lang=${language}` },
    t('mail.added.choice'),
    t('mail.added.notYou'),
  ])
}

function reminderMail({ study, title, name, by, role, language }: MailPayload<'reminder'>, publicUrl: string): Promise<ComposedMail> {
  const t = translator(language)
  return laidOut(t('mail.reminder.subject', { title }), language, publicUrl, [
    name === '' ? t('mail.signIn.greeting') : t('mail.added.greeting', { name }),
    t('mail.reminder.text', { by, title, role: t(`role.${role}`) }),
    t('mail.added.link'),
    { label: t('mail.added.button'), href: `${publicUrl}/studies/${study}?lang=${language}` },
    t('mail.reminder.once'),
    t('mail.added.choice'),
    t('mail.added.notYou'),
  ])
}

async function noticesMail(kind: 'notices' | 'digest', payload: MailPayload<'notices'>, publicUrl: string): Promise<ComposedMail> {
  const { study, title, language, lines, more, about, news, off } = payload
  const t = translator(language)
  const place = `${publicUrl}/studies/${study}`
  const to = (about === null ? undefined : whereTo(place, language, about)) ?? `${place}/notices?lang=${language}`
  const offLink = `${publicUrl}/mail-off/${off}`
  const mail = await laidOut(t(`mail.${kind}.subject`, { title }), language, publicUrl, [
    t('mail.signIn.greeting'),
    t(`mail.${kind}.text`, { title }),
    ...lines.map(({ kind: what, by }) => `• ${t(`notice.${what}`, { name: by === '' ? t('mail.notices.somebody') : by })}`),
    ...(more > 0 ? [t('mail.notices.more', { count: more })] : []),
    ...(news !== null && news.threads > 0 ? [t('mail.digest.threads', { count: news.threads })] : []),
    ...(news !== null && news.answers > 0 ? [t('mail.digest.answers', { count: news.answers })] : []),
    { label: t('mail.notices.see'), href: to },
    t(`mail.${kind}.why`),
    { label: t('mail.notices.off'), href: `${offLink}?lang=${language}` },
    { label: t('mail.notices.choose'), href: `${place}/notices?lang=${language}` },
  ])
  return { ...mail, off: offLink }
}

function confirmMail({ token, language }: MailPayload<'confirm-address'>, publicUrl: string): Promise<ComposedMail> {
  const t = translator(language)
  return laidOut(t('mail.confirm.subject'), language, publicUrl, [
    t('mail.signIn.greeting'),
    t('mail.confirm.text'),
    { label: t('mail.confirm.button'), href: `${publicUrl}/confirm-address/${token}?lang=${language}` },
    t('mail.confirm.notYou'),
  ])
}

type Part = string | { readonly label: string; readonly href: string }

/** The same words twice, as plain text and as simple HTML: a mail must work in a reader that shows text only. */
async function laidOut(subject: string, language: Language, publicUrl: string, parts: readonly Part[]): Promise<ComposedMail> {
  const footer = translator(language)('mail.footer', { address: publicUrl })
  const all: readonly Part[] = [...parts, footer]
  const text = all.map((part) => (typeof part === 'string' ? part : part.href)).join('\n\n')
  const paragraphs = all.map((part) =>
    typeof part === 'string' ? html`<p>${part}</p>` : html`<p><a href="${part.href}">${part.label}</a><br />${part.href}</p>`,
  )
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${subject}</title>
      </head>
      <body>
        ${paragraphs}
      </body>
    </html>`
  return { subject: oneLine(subject), text: `${text}\n`, html: (await page).toString() }
}

// A title is one line already; a header that came from outside is never trusted to be.
function oneLine(subject: string): string {
  return subject.replace(/[\r\n]+/g, ' ')
}
