import { IDBFactory } from 'fake-indexeddb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../support/until.ts'
import { BackupOf } from './served/backup-of.ts'
import { exportedRuns } from './served/exported-words.ts'
import { serveStudy, type ServedStudy } from './served/served-study.ts'
import { wordsOf, writeParagraph } from './served/visitor.ts'

/** The operator's worst day: what was saved after the backup is not on the server any more. */
let study: ServedStudy
let backup: BackupOf

const newStudy = { title: 'The Tuesday Door', place: 'Port Ellisk', language: 'en', templateId: 'cross-sector-collaboration' }

beforeAll(async () => {
  study = await serveStudy()
  backup = new BackupOf(study.server)
})

afterAll(async () => {
  await study.stop()
  backup.remove()
})

async function studyOf(name: 'amina'): Promise<string> {
  const answer = await study[name].send('POST', '/api/studies', newStudy)
  const { id } = JSON.parse(answer.text) as { id: string }
  await study[name].send('POST', `/api/studies/${id}/capacity`, { sector: 'community', subtype: 'resident' })
  return id
}

describe('after an older backup was restored', () => {
  test(
    'pages that stayed open give everybody back their own words, show what the server has, and go on; so after a second time',
    { timeout: 180_000 },
    async () => {
      const { id, section, amina, officer } = study
      const [hers, theirs] = [await amina.openPage(id), await officer.openPage(id)]
      await Promise.all([hers.saved(), theirs.saved()])
      writeParagraph(hers.doc, section, 'In the backup.')
      await until('the officer has it', () => wordsOf(theirs.doc, section).includes('In the backup.'))
      await hers.saved()
      const file = await backup.take('monday.sqlite')

      const later = await studyOf('amina')
      const ofLater = await amina.openPage(later)
      await ofLater.saved()
      writeParagraph(ofLater.doc, section, 'In a study of after the backup.')
      await ofLater.saved()
      writeParagraph(hers.doc, section, 'The walls were wet.')
      await until('the officer has it', () => wordsOf(theirs.doc, section).includes('wet.'))
      writeParagraph(theirs.doc, section, 'We went to look.')
      await Promise.all([hers.saved(), theirs.saved()])

      await backup.restore(file)
      await until('both have their words', () => hers.recovered !== '' && theirs.recovered !== '')
      expect([hers.recovered, theirs.recovered]).toEqual(['The walls were wet.', 'We went to look.'])
      await until('a study that is not there leaves its words', () => ofLater.ended === 'unknown-study')
      expect(ofLater.recovered).toBe('In a study of after the backup.')
      await Promise.all([hers.saved(), theirs.saved()])
      for (const page of [hers, theirs]) expect(wordsOf(page.doc, section)).toBe('In the backup.\n')

      // The same backup again: what was written since the first restore is of an epoch that must not be taken for this one.
      writeParagraph(theirs.doc, section, 'Written after the first restore.')
      await until('she has it', () => wordsOf(hers.doc, section).includes('first restore.'))
      await theirs.saved()
      const { epoch } = await amina.study(id)
      const herCopy = hers.doc
      await backup.restore(file)
      await until('the officer has the words', () => theirs.recovered.includes('first restore.'))
      expect(theirs.recovered).toBe('We went to look.\nWritten after the first restore.')
      await until('she has come back too', () => hers.doc !== herCopy)
      expect(hers.recovered).toBe('The walls were wet.')
      await Promise.all([hers.saved(), theirs.saved()])
      expect((await amina.study(id)).epoch).not.toBe(epoch)

      writeParagraph(hers.doc, section, 'On we go.')
      await until('the officer has it', () => wordsOf(theirs.doc, section) === 'In the backup.\nOn we go.\n')
      const runs = await exportedRuns(amina, id, section)
      expect(runs.map(({ text, sector }) => [text, sector])).toEqual([
        ['In the backup.', 'community'],
        ['On we go.', 'community'],
      ])
      expect(await backup.run('verify', id)).toContain('Sound')
    },
  )

  test(
    'a page that was closed gives them back from its device, and a stock client is turned away with nothing of what it holds',
    { timeout: 120_000 },
    async () => {
      const { section, amina } = study
      const id = await studyOf('amina')
      const file = await backup.take('tuesday.sqlite')
      const storage = new IDBFactory()
      const page = await amina.openPage(id, { storage })
      await page.saved()
      writeParagraph(page.doc, section, 'Said before the page was closed.')
      await page.saved()
      const stock = amina.openStock(id)
      await until('the stock client has it', () => wordsOf(stock.doc, section).includes('closed.'))
      await page.session.stop()

      await backup.restore(file)
      await until('the stock client is turned away', () => !stock.shouldConnect)
      const again = await amina.openPage(id, { storage })
      await until('the words are given back', () => again.recovered === 'Said before the page was closed.')
      await again.saved()
      expect(wordsOf(again.doc, section)).toBe('')
      expect(await exportedRuns(amina, id, section)).toEqual([])
      const names = (await storage.databases()).map(({ name = '' }) => name).filter((name) => name.endsWith(`${id}:1`))
      expect(names).toEqual([])
    },
  )
})
