import { defaultPreferences, Me } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { Browser, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServerForAll } from '../testing/for-all.ts'

const server = aServerForAll()

const path = '/api/me/preferences'

describe('how I like the pages to be', () => {
  test('[PF1] is kept per person, part by part, and told with who I am', async () => {
    const siri = await signedIn(server, 'siri@example.org', 'Siri')
    const per = await signedIn(server, 'per@example.org', 'Per')
    expect((await siri.get(path)).json()).toEqual(defaultPreferences)
    await siri.send('PATCH', path, { colours: 'dark' })
    const changed = await siri.send('PATCH', path, { announcements: 'off', shortcuts: false })
    const wanted = { ...defaultPreferences, colours: 'dark', announcements: 'off', shortcuts: false }
    expect(changed.json()).toEqual(wanted)
    expect(Me.parse((await siri.get('/api/me')).json()).preferences).toEqual(wanted)
    expect((await per.get(path)).json()).toEqual(defaultPreferences)
    const elsewhere = await signedIn(server, 'siri@example.org')
    expect((await elsewhere.get(path)).json()).toEqual(wanted)
  })

  test('[PF1] is nothing that is not on the list', async () => {
    const siri = await signedIn(server, 'list@example.org', 'Siri')
    const before = (await siri.get(path)).json()
    for (const body of [{ colours: 'pink' }, { shortcuts: 'no' }, { person: 'x' }, { textSize: 400 }])
      expect(problemIn(await siri.send('PATCH', path, body)).code).toBe('invalid-body')
    expect((await siri.get(path)).json()).toEqual(before)
  })

  test('[PF2] is on the page before any program runs, on those of the server and the app', async () => {
    const siri = await signedIn(server, 'dark@example.org', 'Siri')
    await siri.send('PATCH', path, { colours: 'dark', contrast: 'high', textSize: 'largest', motion: 'reduced' })
    for (const page of ['/', '/account', '/name', '/studies/none']) {
      const { text } = await siri.get(page, { accept: 'text/html' })
      expect(text, page).toContain('data-colours="dark" data-contrast="high" data-motion="reduced" data-text="largest"')
      expect(text, page).toContain('<meta name="color-scheme" content="dark"')
    }
    const plain = await new Browser(server).get('/sign-in')
    expect(plain.text).toContain('data-colours="system" data-contrast="system" data-motion="system" data-text="normal"')
    expect(plain.text).toContain('<meta name="color-scheme" content="light dark"')
  })
})

describe('the page about how pages look', () => {
  test('[PF3] works for whoever is not signed in, and is kept in their browser', async () => {
    const somebody = new Browser(server)
    expect((await somebody.get('/look?next=/sign-in')).text).toContain('name="colours"')
    const answer = await somebody.submit('/look', {
      colours: 'dark',
      contrast: 'high',
      textSize: 'large',
      motion: 'system',
      next: '/sign-in',
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/sign-in')
    expect(answer.headers.get('set-cookie')).toContain('HttpOnly')
    expect((await somebody.get('/sign-in')).text).toContain(
      'data-colours="dark" data-contrast="high" data-motion="system" data-text="large"',
    )
    expect((await somebody.submit('/look', { colours: 'pink' })).status).toBe(400)
  })

  test('[PF3] keeps nothing on a shared computer for longer than the browser is open', async () => {
    const somebody = new Browser(server)
    somebody.cookie = 'samskriv-shared=yes'
    const answer = await somebody.submit('/look', { colours: 'dark' })
    expect(answer.headers.get('set-cookie')).not.toContain('Max-Age')
  })

  test('[PF3] keeps what a person says for that person, without a cookie', async () => {
    const siri = await signedIn(server, 'form@example.org', 'Siri')
    const answer = await siri.submit('/look', { textSize: 'largest', next: '/account' })
    expect(answer.headers.getSetCookie().filter((line) => line.startsWith('samskriv-look'))).toEqual([])
    expect((await siri.get(path)).json()).toEqual({ ...defaultPreferences, textSize: 'largest' })
  })
})
