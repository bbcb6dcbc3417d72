import { describe, expect, test } from 'vitest'
import { readConfig, WrongEnvironment } from './env.ts'

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig({}, environment)
  } catch (error) {
    if (error instanceof WrongEnvironment) return error.problems
    throw error
  }
  return []
}

describe('reading the environment', () => {
  test('[EN1] needs nothing at all for a run on this machine', () => {
    const config = readConfig({}, {})
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', loopback: true, authSecret: null, trustedProxies: 0 })
    expect(config.publicUrls[0]).toBe('http://localhost:3000')
    expect(config.dataDir).toMatch(/\/data$/)
  })

  test('[EN2] reports every problem at once, by its variable and without its value', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      PUBLIC_URL: 'ftp://x/y',
      SMTP_URL: 'mailhost-secret',
      TRUST_PROXY: 'maybe',
      LOG_LEVEL: 'loud',
      AUTH_SECRET: 'short',
    })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'SMTP_URL',
      'TRUST_PROXY',
      'LOG_LEVEL',
      'AUTH_SECRET',
    ])
    expect(problems.join()).not.toMatch(/eighty|secret |short|loud/)
  })

  test('[EN3] refuses to be reachable by others without a secret', () => {
    expect(problemsOf({ PUBLIC_URL: 'https://write.example.org' }).join()).toMatch(/^AUTH_SECRET is missing/)
    expect(problemsOf({ PUBLIC_URL: 'http://localhost:3000,https://write.example.org' })).toHaveLength(1)
    expect(problemsOf({ PUBLIC_URL: 'https://write.example.org', AUTH_SECRET: 'x'.repeat(32) })).toEqual([])
  })

  test('[EN4] lets the flags of the command line win', () => {
    expect(readConfig({ PORT: '4000' }, { PORT: '5000' }).port).toBe(4000)
    expect(readConfig({ PORT: undefined }, { PORT: '5000' }).port).toBe(5000)
  })

  test('[EN5] takes several addresses, and only bare ones', () => {
    const secret = { AUTH_SECRET: 'x'.repeat(32) }
    const config = readConfig({}, { ...secret, PUBLIC_URL: 'https://a.example/, https://b.example' })
    expect(config.publicUrls).toEqual(['https://a.example', 'https://b.example'])
    expect(config.loopback).toBe(false)
    for (const url of ['https://a.example/path', 'https://u:p@a.example', 'a.example', '', 'https://a.example,']) {
      expect(url === '' ? 1 : problemsOf({ ...secret, PUBLIC_URL: url }).length).toBe(1)
    }
  })

  test('[EN6] takes a provider to sign in with whole or not at all, and says of every part what is wrong with it', () => {
    const whole = {
      OIDC_ISSUER: 'https://id.example.org/realms/us',
      OIDC_CLIENT_ID: 'us',
      OIDC_CLIENT_SECRET: 'hush',
      OIDC_NAME: 'NHS Scotland',
    }
    expect(readConfig({}, {}).oidc).toBeNull()
    expect(readConfig({}, whole).oidc).toEqual({
      issuer: 'https://id.example.org/realms/us',
      clientId: 'us',
      clientSecret: 'hush',
      name: 'NHS Scotland',
    })
    const partly = problemsOf({ PORT: 'eighty', OIDC_CLIENT_SECRET: 'hush', OIDC_NAME: 'a'.repeat(61) })
    expect(partly.map((problem) => problem.split(' ')[0])).toEqual(['PORT', 'OIDC_NAME', 'OIDC_ISSUER', 'OIDC_CLIENT_ID'])
    expect(partly.join()).not.toContain('hush')
    expect(problemsOf({ OIDC_NAME: 'NHS Scotland' })).toHaveLength(3)
    for (const issuer of ['http://id.example.org', 'https://id.example.org/?a=1', 'https://u:p@id.example.org', 'id.example.org'])
      expect(problemsOf({ ...whole, OIDC_ISSUER: issuer })).toHaveLength(1)
    expect(problemsOf({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:4000' })).toEqual([])
  })
})
