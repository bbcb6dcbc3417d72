import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from './data-directory.ts'
import { aDirectory, aStudy, someSources } from './testing/a-database.ts'
import { verifyChain } from './verify-chain.ts'

/** All fifty: `KILLS=50`. */
const kills = Number(process.env['KILLS'] ?? 3)

describe('what was committed', () => {
  test(`[US11] is all there after kill -9, ${kills} times at different moments`, { timeout: 60_000 + kills * 5_000 }, async () => {
    const seed = Math.floor(Math.random() * 1e9)
    let survived = 0
    for (let round = 0; round < kills; round += 1) {
      const dir = aDirectory()
      const before = openDatabase({ dir, ...someSources() })
      const study = await aStudy(before)
      before.close()

      const acknowledged = await lastSequenceBeforeKill(dir, study.participant, 20 + ((seed + round * 37) % 200))
      const after = openDatabase({ dir, ...someSources() })
      const stored = await after.updates.load(study.id)
      expect(stored?.headSeq, `seed ${seed}, round ${round}`).toBeGreaterThanOrEqual(acknowledged)
      expect(stored?.updates.map(({ seq }) => seq)).toEqual(Array.from({ length: stored?.headSeq ?? 0 }, (_, n) => n + 1))
      expect(await verifyChain(after, study.id)).toMatchObject({ ok: true, checked: stored?.headSeq, sealed: 0 })
      after.close()
      survived += acknowledged
    }
    expect(survived).toBeGreaterThan(kills * 20)
  })
})

/** Lets a child commit, kills it after `commits` commits while it goes on, and says what it had acknowledged by then. */
async function lastSequenceBeforeKill(dir: string, participant: string, commits: number): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./testing/commit-until-killed.ts', import.meta.url)), dir, participant], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  let last = 0
  let seen = 0
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    seen += 1
    if (seen === commits) child.kill('SIGKILL')
  }
  await ended
  return last
}
