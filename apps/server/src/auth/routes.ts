import { SignInRequest, SignInVerify } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import type { AppEnv, Services } from '../services.ts'
import { requestCode, signOut, verifyCode } from './sign-in.ts'

const SignedIn = z.object({ /** Where to go on. */ next: z.string() })

/** Sign-in for programs; people use the pages. */
export function authRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.post(
    '/api/auth/email-code',
    described({
      tag: 'sign-in',
      summary: 'Mail a six-digit code; the same answer for every address',
      body: SignInRequest,
      status: 202,
      problems: ['invalid-body', 'rate-limited'],
    }),
    async (c) => {
      const { email, next } = await jsonBody(c, SignInRequest)
      await requestCode(services, c, email.toLowerCase(), next)
      return c.body(null, 202)
    },
  )

  app.post(
    '/api/auth/email-code/verify',
    described({
      tag: 'sign-in',
      summary: 'Sign in with the code',
      body: SignInVerify,
      answers: SignedIn,
      problems: ['wrong-code', 'code-used', 'invalid-body', 'rate-limited'],
    }),
    async (c) => {
      const { email, code } = await jsonBody(c, SignInVerify)
      return c.json({ next: await verifyCode(services, c, { email: email.toLowerCase(), code }) })
    },
  )

  app.post(
    '/api/auth/sign-out',
    described({ tag: 'sign-in', summary: 'End this session and close its sockets', status: 204 }),
    async (c) => {
      await signOut(services, c)
      return c.body(null, 204)
    },
  )

  return app
}
