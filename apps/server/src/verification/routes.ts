import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { identify } from '../auth/visitor.ts'
import { takeInNoted } from '../exports/noted-beside.ts'
import { AtOnce } from '../http/at-once.ts'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { translator } from '@samskriv/i18n'
import { pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { verdictPage, verifyPage } from './page.ts'
import { limitUpload, maxVerifyMegabytes, sentFiles } from './upload.ts'
import { verdictOn } from './verdict.ts'

/** So many files are looked at at the same time, by everybody together: each is kept whole in memory meanwhile. */
const mostAtOnce = 4

const keysAnswer = z.object({
  keys: z.array(z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), kid: z.string(), x: z.string() })),
})

/**
 * Where anybody has a file checked, without an account and without anything of it being kept. Stands before what guards all other routes,
 * because its bodies are larger, and brings the same guards along; it changes nothing, so it may be asked from anywhere.
 */
export function verificationRoutes(services: Services): Hono<AppEnv> {
  const { store, files, keys, config, limits } = services
  const app = new Hono<AppEnv>()
  const atOnce = new AtOnce(mostAtOnce)
  const [publicUrl] = config.publicUrls
  const keysPath = '/.well-known/samskriv-keys.json'
  const viewOf = (c: Context<AppEnv>) => ({ language: c.get('language'), keysAddress: `${publicUrl}${keysPath}` })

  app.get('/verify', described({ tag: 'pages', summary: 'Have a file checked', answers: 'page' }), identify(services), (c) =>
    c.html(pageFor(c, files, verifyPage(viewOf(c)))),
  )

  app.post(
    '/verify',
    described({
      tag: 'pages',
      summary: 'Whether a file, sent as a form with the field `file`, is as it was given out here; `manifest` may come along',
      answers: 'page',
      problems: ['unsupported-media-type', 'malformed-request'],
    }),
    identify(services),
    limitUpload((c) => {
      const t = translator(c.get('language'))
      const message = t('verify.file.large', { megabytes: maxVerifyMegabytes })
      return c.html(pageFor(c, files, verifyPage(viewOf(c), [{ field: 'file', message }])), 413)
    }),
    async (c) => {
      await limits.count(['address-verify', clientAddress(c, config.trustedProxies)])
      return await atOnce.of('everybody', async () => {
        const { file, manifest } = await sentFiles(c)
        const language = c.get('language')
        if (file === null) {
          const message = translator(language)('verify.file.empty')
          return c.html(pageFor(c, files, verifyPage(viewOf(c), [{ field: 'file', message }])), 422)
        }
        await takeInNoted(services)
        const verdict = await store.read(verdictOn({ file, manifest }, keys, (study) => `${publicUrl}/studies/${study}`))
        return c.html(pageFor(c, files, verdictPage(language, verdict)))
      })
    },
  )

  app.get(
    keysPath,
    described({
      tag: 'operation',
      summary: 'The keys that manifests of files are signed with, as a JSON Web Key Set (RFC 8037)',
      answers: keysAnswer,
    }),
    (c) => {
      // The key itself is what an Ed25519 SPKI ends in.
      const set = keys.all.map(({ id, publicKey }) => ({
        kty: 'OKP' as const,
        crv: 'Ed25519' as const,
        kid: id,
        x: Buffer.from(publicKey, 'base64').subarray(-32).toString('base64url'),
      }))
      return c.json({ keys: set }, 200, { 'Cache-Control': 'public, max-age=3600' })
    },
  )

  return app
}
