// What a page loads by itself, told by the manifest of the build: its own program and styles and everything they import, however the
// bundler cuts them.
import { readFileSync } from 'node:fs'

const manifest = JSON.parse(readFileSync(new URL('./dist/.vite/manifest.json', import.meta.url), 'utf8'))
const program = 'src/main.tsx'
const messages = '../../packages/i18n/src/sv/web-catalogue.ts'
const laterMessages = '../../packages/i18n/src/sv/later-catalogue.ts'
const study = 'src/study/StudyPage.tsx'
const comments = ['Threads', 'ThreadDetail', 'AnswerForm', 'OwnerForms'].map((name) => `src/study/threads/${name}.tsx`)
const suggestions = ['SuggestedWords', 'SuggestionCards', 'SuggestionForm'].map((name) => `src/study/suggestions/${name}.tsx`)
const choices = ['../../packages/i18n/src/sv/downloading.ts', 'src/study/download/MoreChoices.tsx']
const imports = ['../../packages/i18n/src/sv/imports.ts', 'src/study/imports/ImportDialog.tsx', 'src/study/imports/ImportSteps.tsx']
const commentMessages = '../../packages/i18n/src/sv/comment-catalogue.ts'

/** The files that come with these parts. */
function filesOf(...parts) {
  const seen = new Set()
  const files = new Set()
  const visit = (part) => {
    if (seen.has(part)) return
    seen.add(part)
    const { file, css = [], imports = [] } = manifest[part]
    for (const name of [file, ...css]) files.add(`dist/${name}`)
    for (const other of imports) visit(other)
  }
  for (const part of parts) visit(part)
  return [...files]
}

const ofStudy = filesOf(program, messages, study)
const ofComments = filesOf(commentMessages, ...comments)
const guard = ['begin-guarding.tsx', 'own-moves.ts'].map((name) => `src/study/protection/${name}`)
const onDemand = manifest[study].dynamicImports
  .filter((part) => !guard.includes(part))
  .concat(manifest[program].dynamicImports.filter((part) => part.endsWith('Dialog.tsx')))
const ofRest = filesOf(laterMessages, ...onDemand)

export default [
  { name: 'Home: program, styles and one language', path: filesOf(program, messages), gzip: true, limit: '190 kB' },
  { name: 'Study page: everything it loads by itself, in one language', path: ofStudy, gzip: true, limit: '400 kB' },
  {
    name: 'What is fetched after the study or when it is asked for: menu, dialogs, who said what, and their words',
    path: ofRest.filter((file) => !ofStudy.includes(file)),
    gzip: true,
    limit: '124 kB',
  },
  {
    name: 'Comments: their list, cards, forms and words, fetched after the text',
    path: ofComments.filter((file) => !ofStudy.includes(file)),
    gzip: true,
    limit: '42 kB',
  },
  {
    name: 'Rarer choices for a file to take away, fetched when they are unfolded',
    path: filesOf(...choices).filter((file) => !ofStudy.includes(file)),
    gzip: true,
    limit: '5 kB',
  },
  {
    name: 'Bringing in a document, fetched when it is asked for',
    path: filesOf(...imports).filter((file) => !ofStudy.includes(file)),
    gzip: true,
    limit: '14 kB',
  },
  {
    name: 'Suggestions: within the text, their cards and forms, fetched after the comments',
    path: filesOf(...suggestions).filter((file) => ![...ofStudy, ...ofComments].includes(file)),
    gzip: true,
    limit: '15 kB',
  },
  {
    name: 'Minding the words of others: whose they are while they are moved, and the form over them, for whoever has to',
    path: filesOf(...guard).filter((file) => ![...ofStudy, ...ofRest].includes(file)),
    gzip: true,
    limit: '20.5 kB',
  },
]
