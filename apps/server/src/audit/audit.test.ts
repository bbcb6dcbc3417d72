import { createHash } from 'node:crypto'
import { addParticipant, claimGuest, confirmCapacity, createGuest, findPersonByEmail } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { AuditEntry } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aStudy, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { entriesPerPage } from './routes.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')

const added = z.object({ participantId: z.string() })
const logOf = async (study: string, query = '') => z.array(AuditEntry).parse((await siri.get(`/api/studies/${study}/audit${query}`)).json())

async function add(study: string, email: string, role: string, name: string): Promise<string> {
  return added.parse((await siri.send('POST', `/api/studies/${study}/people`, { email, role, name })).json()).participantId
}

describe('what has happened in a study', () => {
  test('[AU3] names every gain, loss and change of rights, newest first, by the names people have there', async () => {
    const study = await aStudy(siri)
    const eli = await add(study, 'eli@example.org', 'reader', 'Eli')
    await siri.send('PATCH', `/api/studies/${study}/people/${eli}`, { role: 'editor' })
    await siri.send('PATCH', `/api/studies/${study}/people/${eli}`, { suspended: true })
    await siri.send('PATCH', `/api/studies/${study}/people/${eli}`, { suspended: false })
    await siri.send('DELETE', `/api/studies/${study}/people/${eli}`)
    await siri.send('POST', `/api/studies/${study}/archive`, { archived: true })
    const log = await logOf(study)
    expect(log.map(({ kind, actor, subject }) => [kind, actor, subject])).toEqual([
      ['study.archived', 'Siri', 'A study'],
      ['participant.ended', 'Siri', 'Eli'],
      ['participant.resumed', 'Siri', 'Eli'],
      ['participant.suspended', 'Siri', 'Eli'],
      ['participant.role-changed', 'Siri', 'Eli'],
      ['participant.added', 'Siri', 'Eli'],
      ['study.created', 'Siri', 'A study'],
    ])
    expect(log[4]?.data).toEqual({ from: 'reader', role: 'editor' })
    expect(log.map(({ seq }) => seq)).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect((await siri.get(`/api/studies/${study}/audit`)).text).not.toContain('@example.org')
  })

  test('[AU3] knows a guest who went on with an account as the same person', async () => {
    const study = (await aStudy(siri)) as StudyId
    const ola = await signedIn(server, 'ola@example.org', 'Ola')
    const { store } = server.running.house.database
    const participant = await store.tx<string>(function* (ctx) {
      const guest = yield* createGuest('nb')(ctx)
      const account = yield* findPersonByEmail('ola@example.org')(ctx)
      const id = yield* addParticipant({ study, person: guest.person, role: 'commenter' }, `person:${guest.person}`)(ctx)
      yield* confirmCapacity(id, 'community', 'resident', 'open-link', `person:${guest.person}`)(ctx)
      if (account !== undefined) yield* claimGuest(guest.person, account.id)(ctx)
      return id
    })
    expect((await ola.get(`/api/studies/${study}`)).status).toBe(200)
    const log = await logOf(study, `?actor=${participant}`)
    expect(log.map(({ kind, actor, subject }) => [kind, actor, subject])).toEqual([
      ['participant.claimed', 'Ola', 'Ola'],
      ['participant.capacity-confirmed', 'Ola', 'Ola'],
      ['participant.added', 'Ola', 'Ola'],
    ])
  })

  test('[AU4] holds every download with the fingerprint of the very file', async () => {
    const study = await aStudy(siri)
    for (const format of ['html', 'json']) {
      const { text } = await siri.get(`/api/studies/${study}/export?format=${format}`)
      const [entry] = await logOf(study)
      const sha256 = createHash('sha256').update(text).digest('hex')
      expect(entry).toMatchObject({ kind: 'study.exported', actor: 'Siri', data: { format, sha256 } })
    }
    await siri.get(`/api/studies/${study}/audit.csv`)
    expect((await logOf(study))[0]).toMatchObject({ kind: 'audit.exported', data: { format: 'csv' } })
  })

  test('[AU5] is for stewards alone', async () => {
    const study = await aStudy(siri)
    await add(study, 'reader@example.org', 'editor', 'Ed')
    const editor = await signedIn(server, 'reader@example.org')
    for (const path of ['audit', 'audit.csv']) expect(problemIn(await editor.get(`/api/studies/${study}/${path}`)).code).toBe('not-steward')
  })

  test('[AU6] is filtered by person, kind and days, and says what it can’t read', async () => {
    const study = await aStudy(siri)
    const kim = await add(study, 'kim@example.org', 'editor', 'Kim')
    const browser = await signedIn(server, 'kim@example.org', 'Kim')
    await browser.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const kinds = async (query: string) => (await logOf(study, query)).map(({ kind }) => kind)
    expect(await kinds(`?actor=${kim}`)).toEqual(['participant.capacity-confirmed'])
    expect(await kinds('?actor=system')).toEqual([])
    expect(await kinds('?kind=study')).toEqual(['study.created'])
    expect(await kinds('?kind=participant.added')).toEqual(['participant.added'])
    const today = new Date().toISOString().slice(0, 10)
    expect(await kinds(`?from=${today}&to=${today}`)).toHaveLength(3)
    expect(await kinds('?to=2020-01-01')).toEqual([])
    for (const query of ['?from=yesterday', '?before=x', '?kind=%25']) {
      expect(problemIn(await siri.get(`/api/studies/${study}/audit${query}`)).code).toBe('invalid-body')
    }
    // Somebody of another study is nobody here.
    const [foreign, nobody] = await Promise.all(
      [await add(await aStudy(siri), 'elsewhere@example.org', 'reader', 'Else'), 'nobody'].map((actor) =>
        siri.get(`/api/studies/${study}/audit?actor=${actor}`),
      ),
    )
    expect(foreign?.status).toBe(404)
    expect(foreign?.text).toBe(nobody?.text)
  })

  test('[AU7] comes in pages that miss nothing and repeat nothing', async () => {
    const study = await aStudy(siri)
    for (let change = 0; change < entriesPerPage; change += 1)
      await siri.send('PATCH', `/api/studies/${study}`, { title: `Title ${change}` })
    const first = await logOf(study)
    const second = await logOf(study, `?before=${first.at(-1)?.seq ?? 0}`)
    expect(first).toHaveLength(entriesPerPage)
    expect([...first, ...second].map(({ seq }) => seq)).toEqual(
      Array.from({ length: entriesPerPage + 1 }, (_, at) => entriesPerPage + 1 - at),
    )
    const { text } = await siri.get(`/api/studies/${study}/audit.csv`)
    expect(text.trimEnd().split('\r\n')).toHaveLength(entriesPerPage + 2)
  })

  test('[AU8] carries no formula into a spreadsheet: a name or a title that begins like one is words', async () => {
    const study = await aStudy(siri, '=cmd|calc')
    await add(study, 'formula@example.org', 'reader', '@SUM(1+1), "quoted"')
    const answer = await siri.get(`/api/studies/${study}/audit.csv?lang=nb`)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.csv"$/)
    expect(answer.text).toContain(`"'@SUM(1+1), ""quoted"""`)
    expect(answer.text).toContain(`,'=cmd|calc,`)
    expect(answer.text).not.toMatch(/(^|,)"?[=+@-]/m)
  })
})
