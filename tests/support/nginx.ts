import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryRoot } from './repository-root.ts'
import { until } from './until.ts'

export interface Proxy {
  /** What clients must trust: the certificate of `https://localhost`. */
  readonly certificate: string
  stop(): Promise<void>
}

/**
 * Runs the nginx example of infra/ in front of a server, with its name, ports and certificate put in and nothing else changed.
 *
 * @param options - `refusesUpgrades`: as some networks do it, which is then the one other change
 */
export async function startNginx(
  program: string,
  ports: { readonly server: number; readonly http: number; readonly https: number },
  { refusesUpgrades = false } = {},
): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'samskriv-nginx-'))
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const request = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
  ]
  execFileSync('openssl', [...request, '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate], { stdio: 'pipe' })
  const site = [
    ['server 127.0.0.1:3000', `server 127.0.0.1:${ports.server}`],
    ['listen 80;', `listen 127.0.0.1:${ports.http};`],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${ports.https} ssl http2;`],
    ['/etc/letsencrypt/live/write.example.org/fullchain.pem', certificate],
    ['/etc/letsencrypt/live/write.example.org/privkey.pem', key],
    ['server_name write.example.org', 'server_name localhost'],
    ...(refusesUpgrades ? [['location /sync/ {', 'location /sync/ { if ($http_upgrade != "") { return 403; }']] : []),
  ].reduce(
    (text, [from = '', to = '']) => replaceAllOf(text, from, to),
    readFileSync(join(repositoryRoot, 'infra/nginx/samskriv.conf'), 'utf8'),
  )
  writeFileSync(join(folder, 'site.conf'), site)
  writeFileSync(join(folder, 'nginx.conf'), surroundings(folder))

  const nginx = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const exit = once(nginx, 'exit')
  let printed = ''
  nginx.stderr.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk))
  await until('nginx listens', async () => {
    if (nginx.exitCode !== null) throw new Error(`nginx ended:\n${printed}`)
    return await listens(ports.https)
  })
  return {
    certificate: readFileSync(certificate, 'utf8'),
    async stop() {
      nginx.kill('SIGTERM')
      await exit
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function replaceAllOf(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`infra/nginx/samskriv.conf no longer says "${from}"`)
  return text.replaceAll(from, to)
}

/** What Debian's /etc/nginx/nginx.conf would bring, in a folder of our own. */
function surroundings(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`)
  return [
    process.getuid?.() === 0 ? 'user root;' : '',
    'daemon off;',
    'worker_processes 1;',
    `pid ${folder}/pid;`,
    'error_log stderr warn;',
    'events {}',
    `http { access_log off; ${temporary.join(' ')} include ${folder}/site.conf; }`,
  ].join('\n')
}

async function listens(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } finally {
    socket.destroy()
  }
}
