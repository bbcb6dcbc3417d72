import type { SectionKey } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { amina, officer, section, Study } from './testing/study.ts'
import { UnattributedText } from './unattributed-text.ts'
import type { DeletedRun } from './voice.ts'

const sentence = 'Nobody told us why the damp came back.'
const other = 'partners' as SectionKey

const retype = (text: Y.XmlText, words: string): void => {
  text.delete(0, text.length)
  text.insert(0, words)
}

describe('words moved within one transaction', () => {
  test('[AT4] keep their voice, and the override says who moved them', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    const { overrides, changedWithoutTyping } = study.as(officer, () => {
      retype(text, `We are told: ${sentence}`)
    })
    expect(overrides).toEqual([{ client: 2, clock: 13, length: sentence.length, voice: amina, movedBy: officer }])
    expect(changedWithoutTyping).toBe(sentence.length)
    expect(study.said()).toEqual(['officer: We are told: ', `amina: ${sentence}`])
    expect([...study.authorship.overrides]).toEqual(overrides)
  })

  test('[AT4] need no override when their own author moves them', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    expect(study.as(amina, () => retype(text, `${sentence} Never.`)).overrides).toEqual([])
    expect(study.said()).toEqual([`amina: ${sentence} Never.`])
  })

  test('[AT4] keep several voices apart, also through a second move', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    study.as(officer, () => text.insert(14, ' in writing'))
    const said = ['amina: Nobody told us', 'officer:  in writing', 'amina:  why the damp came back.']
    expect(study.said()).toEqual(said)
    const copy = study.paragraph(amina, '')
    const words = text.toString()
    study.as(amina, () => {
      text.delete(0, text.length)
      copy.insert(0, words)
    })
    expect(study.said()).toEqual(said)
    study.as(officer, () => {
      copy.delete(0, words.length)
      text.insert(0, words)
    })
    expect(study.said()).toEqual(said)
  })

  test('[AT5] stay with the mover below eight characters, unless the transaction puts back exactly what it took', () => {
    const study = new Study()
    const text = study.paragraph(amina, 'damp, cold')
    study.as(officer, () => retype(text, 'wet! damp, '))
    expect(study.said()).toEqual(['officer: wet! damp, '])
    const short = study.paragraph(amina, 'damp', { key: other })
    study.as(officer, () => retype(short, 'damp'))
    expect(study.said(other)).toEqual(['amina: damp'])
  })

  test('[AT5] are found across marks, blocks and several inserted pieces', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    study.as(officer, () => text.format(7, 4, { bold: {} }))
    study.as(officer, () => {
      text.delete(0, text.length)
      const [first, second] = [new Y.XmlText(), new Y.XmlText()]
      const [one, two] = [new Y.XmlElement('paragraph'), new Y.XmlElement('paragraph')]
      study.root().push([one, two])
      one.push([first])
      two.push([second])
      first.insert(0, 'Nobody ')
      first.insert(7, 'told', { bold: {} })
      first.insert(11, ' us', {})
      second.insert(0, ' why the damp came back.')
    })
    expect(study.said()).toEqual(['amina: Nobody ', 'amina: told', 'amina:  us', 'amina:  why the damp came back.'])
  })

  test('[AT5] are found when the element that held them was deleted', () => {
    const study = new Study()
    study.paragraph(amina, sentence)
    study.paragraph(amina, 'Yes.')
    study.as(officer, () => {
      study.root().delete(0, 2)
      const list = new Y.XmlElement('bulletList')
      study.root().push([list])
      for (const words of [sentence, 'Yes.']) {
        const item = new Y.XmlElement('listItem')
        const paragraph = new Y.XmlElement('paragraph')
        list.push([item])
        item.push([paragraph])
        paragraph.push([new Y.XmlText(words)])
      }
    })
    expect(study.said()).toEqual([`amina: ${sentence}`, 'amina: Yes.'])
  })

  test('[AT5] count a no-break space as a space', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    study.as(officer, () => retype(text, `${sentence.replaceAll(' ', '\u00a0')} Yes`))
    expect(study.said()).toEqual([`amina: ${sentence.replaceAll(' ', '\u00a0')}`, 'officer:  Yes'])
  })

  test('[AT5] are never cut inside a character of two units', () => {
    const study = new Study()
    // Both farmers begin with the same unit.
    const text = study.paragraph(amina, 'We harvest 👩')
    study.as(officer, () => retype(text, '👨 We harvest 👨'))
    expect(study.said()).toEqual(['officer: 👨 ', 'amina: We harvest ', 'officer: 👨'])
  })

  test('[AT6] are each used once', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    study.as(officer, () => retype(text, `${sentence}${sentence}`))
    expect(study.said()).toEqual([`amina: ${sentence}`, `officer: ${sentence}`])
  })

  test('[AT6] come from the same block before the same section before elsewhere', () => {
    const study = new Study()
    const far = study.paragraph(amina, sentence, { key: other })
    const near = study.paragraph(amina, sentence)
    const own = study.paragraph(officer, sentence)
    study.as(officer, () => {
      far.delete(0, far.length)
      near.delete(0, near.length)
      retype(own, `As said: ${sentence}`)
    })
    expect(study.said()).toEqual([`officer: As said: ${sentence}`])
    const mine = study.paragraph(officer, sentence, { key: other })
    const hers = study.paragraph(amina, sentence)
    study.as(officer, () => {
      hers.delete(0, hers.length)
      retype(mine, 'Again.')
      study.root(other).push([new Y.XmlElement('paragraph')])
      const last = study.root(other).get(study.root(other).length - 1)
      if (last instanceof Y.XmlElement) last.push([new Y.XmlText(`${sentence} `)])
    })
    expect(study.said(other)).toEqual(['officer: Again.', `officer: ${sentence} `])
  })

  test('[AT6] keep the order of equal sentences', () => {
    const study = new Study()
    study.paragraph(amina, sentence)
    study.paragraph(officer, sentence)
    study.as(officer, () => {
      study.root().delete(0, 2)
      for (let index = 0; index < 2; index++) {
        const heading = new Y.XmlElement('heading')
        study.root().push([heading])
        heading.push([new Y.XmlText(index === 0 ? sentence : `${sentence} So it was.`)])
      }
    })
    expect(study.said()).toEqual([`amina: ${sentence}`, `officer: ${sentence} So it was.`])
  })

  test('[AT6] a chance likeness of a few letters does not break a longer one', () => {
    const study = new Study()
    const text = study.paragraph(officer, 'he damp came late')
    const hers = study.paragraph(amina, sentence)
    study.as(officer, () => {
      hers.delete(0, hers.length)
      retype(text, `So, ${sentence}`)
    })
    expect(study.said()).toEqual(['officer: So, ', `amina: ${sentence}`])
  })
})

describe('deleted words that come back later', () => {
  const deleteAll = (study: Study, text: Y.XmlText) => study.as(officer, () => text.delete(0, text.length))

  test('[AT7] are their author’s again, whoever brings them back', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    const { buried, overrides } = deleteAll(study, text)
    expect(overrides).toEqual([])
    expect(buried).toEqual([{ text: sentence, voices: [{ length: sentence.length, voice: amina }], deletedAt: study.now.at - 1000 }])
    expect(study.as(officer, () => text.insert(0, sentence)).changedWithoutTyping).toBe(sentence.length)
    expect(study.said()).toEqual([`amina: ${sentence}`])
  })

  test('[AT7] also after the server was restarted', () => {
    const before = new Study()
    const text = before.paragraph(amina, sentence)
    before.as(officer, () => before.root().push([new Y.XmlElement('paragraph')]))
    const { buried } = deleteAll(before, text)
    const after = new Study({ state: Y.encodeStateAsUpdate(before.doc), overrides: [...before.authorship.overrides], graveyard: buried })
    after.paragraph(officer, '')
    const target = after.root().get(0)
    if (!(target instanceof Y.XmlElement)) throw new Error('the paragraph is gone')
    after.as(officer, () => target.push([new Y.XmlText(sentence)]))
    expect(after.said()).toEqual([`amina: ${sentence}`])
  })

  test('[AT7] are the writer’s again after thirty days', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    deleteAll(study, text)
    study.now.at += 31 * 24 * 60 * 60 * 1000
    study.as(officer, () => text.insert(0, sentence))
    expect(study.said()).toEqual([`officer: ${sentence}`])
  })

  test('[AT7] are taken together when they were deleted key by key, in either direction', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    const buried: DeletedRun[] = []
    for (let left = 20; left > 6; left--) buried.push(...study.as(officer, () => text.delete(left, 1)).buried)
    for (let deleted = 0; deleted < 14; deleted++) buried.push(...study.as(officer, () => text.delete(7, 1)).buried)
    expect([...study.authorship.graveyard].map((run) => run.text)).toEqual([sentence.slice(7, 35)])
    expect(buried.map((run) => run.text)).toEqual([sentence.slice(9, 21), sentence.slice(21, 33)])
    study.as(officer, () => text.insert(7, sentence.slice(7, 35)))
    expect(study.said()).toEqual([`amina: ${sentence}`])
  })

  test('[AT7] are stored once a day however often they go and come', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    expect(deleteAll(study, text).buried).toHaveLength(1)
    for (let round = 0; round < 5; round++) {
      const again = study.paragraph(amina, sentence)
      expect(deleteAll(study, again).buried).toEqual([])
    }
    study.now.at += 25 * 60 * 60 * 1000
    expect(deleteAll(study, study.paragraph(amina, sentence)).buried).toHaveLength(1)
  })

  test('[AT8] are theirs even when another person happens to type the same twelve characters in one go', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    deleteAll(study, text)
    study.as(officer, () => text.insert(0, `${sentence} Indeed not.`))
    expect(study.said()).toEqual([`amina: ${sentence}`, 'officer:  Indeed not.'])
  })

  test('[AT8] are the typist’s when typed key by key', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    deleteAll(study, text)
    for (const key of sentence) study.as(officer, () => text.insert(text.length, key))
    expect(study.said()).toEqual([`officer: ${sentence}`])
  })
})

describe('words copied before they are deleted', () => {
  test('[AT7] are their author’s once the original is gone', () => {
    const study = new Study()
    const original = study.paragraph(amina, sentence)
    const copy = study.paragraph(officer, '')
    study.as(officer, () => copy.insert(0, sentence))
    expect(study.said()).toEqual([`amina: ${sentence}`, `officer: ${sentence}`])
    expect(study.as(officer, () => original.delete(0, original.length)).changedWithoutTyping).toBe(sentence.length)
    expect(study.said()).toEqual([`amina: ${sentence}`])
  })

  test('[AT7] are never taken by who copies them and deletes the copy', () => {
    const study = new Study()
    const [original, copy] = [study.paragraph(amina, ''), study.paragraph(officer, '')]
    study.as(amina, () => original.insert(0, sentence))
    for (const key of sentence) study.as(officer, () => copy.insert(copy.length, key))
    expect(study.as(officer, () => copy.delete(0, copy.length)).overrides).toEqual([])
    expect(study.said()).toEqual([`amina: ${sentence}`])
  })

  test('[AT7] stay with the copier when the original goes much later', () => {
    const study = new Study()
    const [original, copy] = [study.paragraph(amina, sentence), study.paragraph(officer, '')]
    study.as(officer, () => copy.insert(0, sentence))
    study.now.at += 11 * 60 * 1000
    expect(study.as(officer, () => original.delete(0, original.length)).overrides).toEqual([])
  })
})

describe('the observer', () => {
  test('[AT4] says nothing about plain typing', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    const { overrides, buried, changedWithoutTyping } = study.as(officer, () => text.insert(3, 'x'))
    expect({ overrides, buried, changedWithoutTyping }).toEqual({ overrides: [], buried: [], changedWithoutTyping: 0 })
  })

  test('[AT4] believes an import about its voices, and still buries what it deletes', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    const { overrides, buried } = study.as(officer, () => retype(text, `${sentence} Imported.`), 'import')
    expect(overrides).toEqual([])
    expect(buried.map((run) => run.text)).toEqual([sentence])
    expect(study.said()).toEqual([`officer: ${sentence} Imported.`])
  })

  test('[AT1] throws out of the transaction when a client is unbound', () => {
    const study = new Study()
    const text = study.paragraph(amina, sentence)
    study.doc.clientID = 99
    expect(() => {
      study.doc.transact(() => retype(text, sentence))
    }).toThrow(UnattributedText)
  })

  test('tells two people’s structs in one update apart', () => {
    const study = new Study()
    const hers = study.paragraph(amina, sentence)
    const theirs = study.paragraph(officer, 'The council will answer in May.')
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(study.doc))
    const [first, second] = copy.getXmlFragment(`s:${section}`).toArray()
    if (!(first instanceof Y.XmlElement) || !(second instanceof Y.XmlElement)) throw new Error('paragraphs are gone')
    const [one, two] = [first.get(0), second.get(0)]
    if (!(one instanceof Y.XmlText) || !(two instanceof Y.XmlText)) throw new Error('texts are gone')
    copy.clientID = 2
    one.delete(0, hers.length)
    two.insert(0, sentence)
    copy.clientID = 1
    two.delete(sentence.length, theirs.length)
    one.insert(0, 'The council will answer in May.')
    study.receive(Y.encodeStateAsUpdate(copy))
    expect(study.said()).toEqual(['officer: The council will answer in May.', `amina: ${sentence}`])
    expect([...study.authorship.overrides].map(({ voice, movedBy }) => `${movedBy} moved ${voice}`)).toEqual([
      'officer moved amina',
      'amina moved officer',
    ])
  })
})
