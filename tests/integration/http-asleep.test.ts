import { afterAll, beforeAll, expect, test } from 'vitest'
import { HostileProxy } from '../support/hostile-proxy.ts'
import { until } from '../support/until.ts'
import { serveStudy, type ServedStudy } from './served/served-study.ts'
import { wordsOf, writeParagraph } from './served/visitor.ts'

let study: ServedStudy
let proxy: HostileProxy

// A server of its own: it waits until nobody is connected to it over HTTP.
beforeAll(async () => {
  study = await serveStudy()
  proxy = await HostileProxy.before(study.server.port)
})
afterAll(async () => {
  await study.stop()
  await proxy.stop()
})

test('a page over HTTP that was asleep for a day finds its connection gone, opens another, and both have everything', async () => {
  const { id, section, amina, officer } = study
  let isAsleep = false
  let wake = (): void => {}
  const slept = new Promise<void>((resolve) => {
    wake = resolve
  })
  const way = amina.httpWay({
    url: proxy.url,
    request: async () => {
      if (isAsleep) await slept
    },
  })
  const [hers, theirs] = [await amina.openPage(id, { Socket: amina.httpClass(way) }), await officer.openPage(id)]
  await Promise.all([hers.saved(), theirs.saved()])
  isAsleep = true
  proxy.cutAll()
  writeParagraph(hers.doc, section, 'Typed in the moment the lid was closed.')
  writeParagraph(theirs.doc, section, 'Typed while the other was asleep.')
  const missing = async (): Promise<boolean> => /^samskriv_http_sockets 0$/m.test(await (await fetch(`${study.server.url}/metrics`)).text())
  await until('the server has given it up', missing, 40_000)
  isAsleep = false
  wake()
  await hers.saved()
  await until('both have both', () =>
    [hers, theirs].every(({ doc }) => ['lid was closed', 'was asleep'].every((words) => wordsOf(doc, section).includes(words))),
  )
  expect(hers.recovered).toBe('')
})
