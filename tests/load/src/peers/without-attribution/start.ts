// `node --import …/start.ts apps/server/src/main.ts serve`: the server as it is, less what attribution does with each edit. Words are
// moved without their voices, nobody counts them and nobody hears whose they are. The product has no switch for that, so three of its
// files are others here.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'

const repository = new URL('../../../../../', import.meta.url)

const instead = new Map(
  [
    ['packages/attribution/src/observe-transfer.ts', './observe-nothing.ts'],
    ['packages/sync-server/src/body/handled-words.ts', './count-nothing.ts'],
    ['packages/sync-server/src/voice-news.ts', './tell-nothing.ts'],
  ].map(([file = '', other = '']) => {
    const url = new URL(file, repository)
    if (!existsSync(url)) throw new Error(`${file} is not there: what it did would be measured as if it were switched off`)
    return [url.href, new URL(other, import.meta.url).href] as const
  }),
)

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context)
    const other = instead.get(resolved.url)
    return other === undefined ? resolved : { ...resolved, url: other }
  },
})
