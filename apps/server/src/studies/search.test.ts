import { StudyCreated, StudySearch } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { aStudy, problemIn, Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')
const kari = signedInForAll(server, 'kari@example.org', 'Kari')

async function start(browser: Browser, title: string, place: string, templateId = 'cross-sector-collaboration'): Promise<string> {
  const answer = await browser.send('POST', '/api/studies', { title, place, language: 'nb', templateId })
  expect(answer.status).toBe(201)
  return StudyCreated.parse(answer.json()).id
}

const found = async (query: string, browser = siri) => StudySearch.parse((await browser.get(`/api/studies/search${query}`)).json())
const titles = async (query: string) => (await found(query)).studies.map(({ title }) => title)

describe('finding case studies', () => {
  test('[FS1] looks in title and place, for every word, whatever its accents and capitals', async () => {
    await start(siri, 'Den åpne døren', 'Ålesund')
    await start(siri, 'The open door', 'Røros', 'kommune-sosial-entreprenor')
    expect(await titles('?q=alesund')).toEqual(['Den åpne døren'])
    expect(await titles('?q=ÅLESUND%20apne')).toEqual(['Den åpne døren'])
    expect(await titles('?q=røros')).toEqual(['The open door'])
    expect(await titles('?q=open%20ålesund')).toEqual([])
    expect(await titles('?place=ales')).toEqual(['Den åpne døren'])
    expect(await titles('?place=open')).toEqual([])
    expect(await titles('?q=100%25')).toEqual([])
  })

  test('[FS2] filters by template and status, and takes what nobody knows for no filter', async () => {
    expect(await titles('?template=kommune-sosial-entreprenor')).toEqual(['The open door'])
    expect((await found('?status=published')).studies).toEqual([])
    expect((await found('?status=draft')).studies.length).toBeGreaterThan(1)
    expect((await found('?status=asleep&page=-4&page=x')).page).toBe(1)
    expect((await found('?template=nothing')).studies).toEqual([])
  })

  test('[FS1] finds a study by its new name once it was renamed, and no more by the old one', async () => {
    const id = await start(siri, 'Working title', 'Nowhere')
    await siri.send('PATCH', `/api/studies/${id}`, { title: 'Bærekraft' })
    expect(await titles('?q=bærekraft')).toEqual(['Bærekraft'])
    expect(await titles('?q=working')).toEqual([])
    await siri.send('DELETE', `/api/studies/${id}`)
    expect(await titles('?q=bærekraft')).toEqual([])
  })

  test('[FS3] comes a page at a time, newest change first, and counts all of them', async () => {
    for (let number = 1; number <= 30; number += 1) await start(kari, `Study ${number}`, 'Rigs')
    const first = await found('', kari)
    // The example is found beside one’s own.
    const examples = first.examples.length
    expect([first.found, first.page, first.pages, first.studies.length]).toEqual([30 + examples, 1, 2, 24])
    const second = await found('?page=2', kari)
    expect([second.found, second.page, second.studies.length]).toEqual([30 + examples, 2, 6])
    expect(new Set([...first.studies, ...second.studies].map(({ id }) => id)).size).toBe(30)
    const changes = first.studies.map(({ updatedAt }) => updatedAt)
    expect(changes).toEqual(changes.toSorted().toReversed())
    expect((await found('?page=9', kari)).studies).toEqual([])
    expect((await found('?page=9', kari)).found).toBe(30 + examples)
  })

  test('[FS4] finds nobody’s case studies but one’s own, and asks who one is', async () => {
    const theirs = await aStudy(siri)
    expect((await found('', kari)).studies.some(({ id }) => id === theirs)).toBe(false)
    expect(problemIn(await new Browser(server).get('/api/studies/search')).code).toBe('signed-out')
  })
})
