import { describe, expect, test } from 'vitest'
import { cleanMailDomain, mailDomainsOf } from './mail-domain.ts'

function domain(raw: string): string {
  const cleaned = cleanMailDomain(raw)
  return cleaned.ok ? cleaned.domain : `refused: ${cleaned.reason}`
}

describe('a mail domain', () => {
  test('[D15] is what stands behind the @, however it is written', () => {
    for (const raw of ['falun.se', ' Falun.SE ', '@falun.se', 'kari.nordmann@falun.se', 'falun.se.'])
      expect(domain(raw), raw).toBe('falun.se')
    expect(domain('skola.xn--rksmrgs-5wao1o.se')).toBe('skola.xn--rksmrgs-5wao1o.se')
    expect(domain('council.example')).toBe('council.example')
  })

  test('[D15] is refused when no mail could go there', () => {
    for (const raw of ['', '  ', '@', 'kari@']) expect(domain(raw), raw).toBe('refused: empty')
    for (const raw of [
      'falun',
      'se.',
      'falun..se',
      '-falun.se',
      'falun-.se',
      '192.168.0.1',
      '[127.0.0.1]',
      'räksmörgås.se',
      'falun.se/x',
      'a@b@falun.se',
      'falun\n.se',
      'fa\u202Elun.se',
      `${'a'.repeat(64)}.se`,
      `${'a.'.repeat(130)}se`,
    ])
      expect(domain(raw), JSON.stringify(raw)).toBe('refused: invalid')
  })

  test('[D15] of ten thousand characters is refused, soon', () => {
    const start = performance.now()
    for (const raw of ['a'.repeat(10_000), 'a.'.repeat(5_000), '@'.repeat(10_000), `${'a-'.repeat(5_000)}.se`])
      expect(domain(raw)).toBe('refused: invalid')
    expect(performance.now() - start).toBeLessThan(100)
  })

  test('[D15] where everybody may have an address says nothing about an employer', () => {
    for (const raw of [
      'gmail.com',
      'Kari@Gmail.com',
      'outlook.com',
      'outlook.com.br',
      'hotmail.com',
      'hotmail.co.uk',
      'icloud.com',
      'yahoo.com',
      'yahoo.se',
      'live.no',
      'online.no',
      'telia.com',
      'mail.telia.com',
      'btinternet.com',
      'proton.me',
      'gmx.net',
    ])
      expect(domain(raw), raw).toBe('refused: public-domain')
    for (const raw of ['notgmail.com', 'outlook.falun.se', 'yahooers.org', 'online.no.example']) expect(domain(raw), raw).toBe(raw)
  })

  test('[D15] under which every organisation has its own is nobody’s', () => {
    for (const raw of ['kommune.no', 'gov.uk', 'nhs.uk', 'ac.uk', 'co.uk']) expect(domain(raw), raw).toBe('refused: public-domain')
    for (const raw of ['oslo.kommune.no', 'falkirk.gov.uk', 'trust.nhs.uk']) expect(domain(raw), raw).toBe(raw)
  })
})

describe('the domains of an address', () => {
  test('[D15] are its own and those above it, the closest first, and no top-level one', () => {
    expect(mailDomainsOf('Kari@Skola.Falun.se')).toEqual(['skola.falun.se', 'falun.se'])
    expect(mailDomainsOf('kari@falun.se')).toEqual(['falun.se'])
    expect(mailDomainsOf('kari@localhost')).toEqual([])
    expect(mailDomainsOf('"a@b"@falun.se')).toEqual(['falun.se'])
  })
})
