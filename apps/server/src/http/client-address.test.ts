import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

async function seen(proxies: number, forwarded?: string): Promise<string> {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, proxies)))
  const answer = await app.request('/', forwarded === undefined ? {} : { headers: { 'x-forwarded-for': forwarded } }, {
    incoming: { socket: { remoteAddress: '10.0.0.1' } },
  })
  return await answer.text()
}

describe('the address of a client', () => {
  test('is the socket’s, whatever a header says, when no proxy of ours is in front', async () => {
    expect(await seen(0, '1.2.3.4')).toBe('10.0.0.1')
  })

  test('is what our own proxy saw, not what the client wrote before it', async () => {
    expect(await seen(1, '6.6.6.6, 1.2.3.4')).toBe('1.2.3.4')
    expect(await seen(2, '6.6.6.6, 1.2.3.4, 10.0.0.9')).toBe('1.2.3.4')
  })

  test('is one for everybody in a /64 of IPv6, which is what one customer gets', async () => {
    const network = await seen(1, '2001:db8:0:7:1::9')
    expect(network).toBe('2001:db8:0:7::/64')
    expect(await seen(1, '2001:0DB8::7:ffff:1:2:3')).toBe(network)
    expect(await seen(1, '2001:db8:0:8:1::9')).not.toBe(network)
    expect(await seen(1, '::1')).toBe('0:0:0:0::/64')
    expect(await seen(1, '::ffff:1.2.3.4')).toBe('1.2.3.4')
  })

  test('is the socket’s when the header is missing, too short or no address', async () => {
    expect(await seen(1)).toBe('10.0.0.1')
    expect(await seen(3, '1.2.3.4')).toBe('10.0.0.1')
    expect(await seen(1, 'x'.repeat(100))).toBe('10.0.0.1')
  })
})
