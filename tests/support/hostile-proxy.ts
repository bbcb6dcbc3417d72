import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface ProxyRules {
  /** Ends every stream after so long, as proxies do that allow a request its time and no more. */
  readonly cutStreamsAfterMs?: number
  /** Gathers what streams bring, and passes nothing on before they end. */
  readonly keepsStreams?: boolean
  /** Takes an upgrade, and answers nothing on it. */
  readonly swallowsUpgrades?: boolean
}

/** A proxy as some workplaces have it: no WebSocket gets through, and more may go wrong. */
export class HostileProxy {
  rules: ProxyRules
  /** Of so many POSTs the answer is lost on the way back: the server had them all the same. */
  loseAnswers = 0
  /** Of so many POSTs a copy reaches the server once more, after the answer to the next one. */
  repeatPosts = 0
  upgrades = 0
  upgradesPassed = 0
  allowsUpgrades = false
  streamsCut = 0
  answersLost = 0
  postsRepeated = 0
  readonly #target: number
  readonly #server = createServer((asked, answer) => this.#pass(asked, answer))
  readonly #sockets = new Set<Socket>()
  #late: (() => void)[] = []

  private constructor(target: number, rules: ProxyRules) {
    this.#target = target
    this.rules = rules
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => {})
    })
    this.#server.on('upgrade', (asked, socket: Socket, head) => this.#upgrade(asked, socket, head))
  }

  /** @param target - the server's port on this machine @param port - of the proxy; any, unless said */
  static async before(target: number, rules: ProxyRules = {}, port = 0): Promise<HostileProxy> {
    const proxy = new HostileProxy(target, rules)
    await new Promise<void>((resolve) => proxy.#server.listen(port, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** Cuts everything that is open now. */
  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.cutAll()
  }

  #upgrade(asked: IncomingMessage, socket: Socket, head: Buffer): void {
    this.upgrades += 1
    if (this.allowsUpgrades) {
      const onward = request({ port: this.#target, host: '127.0.0.1', path: asked.url, headers: asked.headers })
      onward.on('upgrade', (answer, server, first) => {
        this.upgradesPassed += 1
        const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`)
        socket.write(['HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n'))
        socket.write(first)
        server.write(head)
        server.pipe(socket).pipe(server)
        server.on('error', () => socket.destroy())
        socket.on('error', () => server.destroy())
        socket.on('close', () => server.destroy())
      })
      onward.on('error', () => socket.destroy()).end()
    } else if (this.rules.swallowsUpgrades !== true) socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const chunks: Buffer[] = []
    asked.on('data', (chunk: Buffer) => chunks.push(chunk))
    asked.on('error', () => {})
    asked.on('end', () => this.#send(asked, Buffer.concat(chunks), answer))
  }

  #send(asked: IncomingMessage, body: Buffer, answer: ServerResponse): void {
    const brings = asked.method === 'POST' && (asked.url ?? '').includes('first=')
    const isLost = brings && this.loseAnswers > 0
    if (isLost) this.loseAnswers -= 1
    if (brings && !isLost) for (const again of this.#late.splice(0)) answer.once('finish', again)
    if (brings && this.repeatPosts > 0) {
      this.repeatPosts -= 1
      this.#late.push(() => {
        this.postsRepeated += 1
        this.#onward(asked, body, (copy) => copy.resume()).on('error', () => {})
      })
    }
    const onward = this.#onward(asked, body, (response) => {
      const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true
      response.on('error', () => answer.destroy())
      if (isLost) {
        this.answersLost += 1
        response.resume()
        answer.destroy()
      } else if (isStream && this.rules.keepsStreams === true) {
        const kept: Buffer[] = []
        response.on('data', (chunk: Buffer) => kept.push(chunk))
        response.on('end', () => answer.writeHead(response.statusCode ?? 502, response.headers).end(Buffer.concat(kept)))
      } else {
        answer.writeHead(response.statusCode ?? 502, response.headers)
        answer.flushHeaders()
        response.pipe(answer)
        if (isStream && this.rules.cutStreamsAfterMs !== undefined)
          setTimeout(() => {
            if (answer.destroyed) return
            this.streamsCut += 1
            answer.destroy()
          }, this.rules.cutStreamsAfterMs).unref()
      }
    })
    onward.on('error', () => {
      if (!answer.headersSent) answer.writeHead(502).end()
      else answer.destroy()
    })
    answer.on('close', () => {
      if (!answer.writableEnded) onward.destroy()
    })
  }

  #onward(asked: IncomingMessage, body: Buffer, hear: (response: IncomingMessage) => void) {
    const { 'transfer-encoding': _, ...headers } = asked.headers
    const onward = request(
      {
        port: this.#target,
        host: '127.0.0.1',
        method: asked.method ?? 'GET',
        path: asked.url,
        headers: body.length === 0 ? headers : { ...headers, 'content-length': body.length },
        agent: false,
      },
      hear,
    )
    onward.end(body)
    return onward
  }
}
