import type { PersonId, StudyId } from '@samskriv/domain'
import { z } from 'zod'
import { newFormToken } from '../have-your-say/form-token.ts'
import type { Answer, Browser } from './a-browser.ts'

const me = z.object({ person: z.object({ id: z.string() }) })

/** What a form has been filled in with, by the names of its fields. */
export type Filled = Readonly<Record<string, string>>

/** The fields of the form on a page as a browser would send them, without those of its buttons. */
export function fieldsOn({ text }: Answer): Filled {
  const form = /<form[^>]*data-say="form"[\s\S]*?<\/form>/.exec(text)?.[0] ?? ''
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name')
    if (name === undefined || (attribute(tag, 'type') === 'radio' && !/\bchecked\b/.test(tag))) continue
    fields[name] = attribute(tag, 'value') ?? ''
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*\bname="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = /<option value="([^"]*)"[^>]*selected/.exec(options)?.[1] ?? ''
  for (const [, name = '', words = ''] of form.matchAll(/<textarea[^>]*\bname="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea/g))
    fields[name] = unescaped(words)
  return fields
}

/** The page on which somebody writes; as if they had opened it a minute ago, because nobody writes as fast as a test. */
export async function openSay(browser: Browser, study: string, query = ''): Promise<Filled> {
  const opened = fieldsOn(await browser.get(`/studies/${study}/say?lang=en${query}`, { accept: 'text/html' }))
  return { ...opened, token: await anOlderToken(browser, study) }
}

/** What the same form would be named by, had it been opened earlier. */
export async function anOlderToken(browser: Browser, study: string, agoMs = 60_000): Promise<string> {
  const { person } = me.parse((await browser.get('/api/me')).json())
  const { secret } = browser.server.running.house
  return newFormToken({ study: study as StudyId, person: person.id as PersonId, secret }, Date.now() - agoMs)
}

/** Presses a button of the form. */
export async function press(browser: Browser, study: string, fields: Filled, to: string): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...fields, to })) body.set(name, value)
  return await browser.request(`/studies/${study}/say?lang=en`, { method: 'POST', body, headers: { accept: 'text/html' } })
}

/** A heading of the first order, the first words of each page. */
export function headingOf({ text }: Answer): string {
  return unescaped(/<h1[^>]*>\s*([\s\S]*?)\s*<\/h1>/.exec(text)?.[1] ?? '')
}

/** What is wrong, as the summary at the top of the page says it. */
export function troubleOn({ text }: Answer): string {
  const summary = /<div class="error-summary"[\s\S]*?<\/div>/.exec(text)?.[0] ?? ''
  return unescaped(
    summary
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}
