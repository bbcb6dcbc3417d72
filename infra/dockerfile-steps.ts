/** One line of a Dockerfile, continued lines joined. */
export interface Instruction {
  readonly name: string
  readonly rest: string
}

export interface Stage {
  /** As in `FROM … AS name`; its number when it has none. */
  readonly name: string
  readonly instructions: readonly Instruction[]
}

/** Reads the simple kind of Dockerfile that ours is. @throws on an instruction that `check-image.ts` could not carry out */
export function readDockerfile(text: string): Stage[] {
  const stages: { name: string; instructions: Instruction[] }[] = []
  const lines = text
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  for (const line of lines) {
    const [name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line)?.slice(1) ?? []
    if (name === 'FROM') stages.push({ name: /\bAS\s+(\S+)/.exec(rest)?.[1] ?? String(stages.length), instructions: [] })
    else if (known.has(name)) stages.at(-1)?.instructions.push({ name, rest })
    else throw new Error(`the image check does not know how to carry out: ${line}`)
  }
  return stages
}

const known = new Set(['WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'VOLUME', 'HEALTHCHECK', 'CMD'])

/** The words of an exec form, `["node", "a.ts"]`, wherever it stands in the line. */
export function execForm(rest: string): readonly [string, ...string[]] {
  const words: unknown = JSON.parse(/\[.*\]/.exec(rest)?.[0] ?? 'null')
  if (!Array.isArray(words) || words.length === 0) throw new Error(`not an exec form: ${rest}`)
  const [program = '', ...args] = words.map(String)
  return [program, ...args]
}
