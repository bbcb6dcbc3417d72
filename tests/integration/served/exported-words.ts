import { z } from 'zod'
import type { Visitor } from './visitor.ts'

const file = z.object({ sections: z.array(z.object({ sectionId: z.string(), blocks: z.unknown() })) })
const voiced = z.object({ text: z.string(), by: z.string(), sector: z.string().nullable().optional() })

export interface ExportedRun {
  readonly text: string
  readonly by: string
  readonly sector: string | null
}

/** Who said what in a section, in order, as the JSON file that anybody may take away says it. */
export async function exportedRuns(visitor: Visitor, study: string, section: string): Promise<ExportedRun[]> {
  const answer = await visitor.get(`/api/studies/${study}/export?format=json`)
  if (answer.status !== 200) throw new Error(`the export was answered with ${answer.status} ${answer.code}`)
  const { sections } = file.parse(JSON.parse(answer.text))
  return runsIn(sections.find(({ sectionId }) => sectionId === section)?.blocks ?? [])
}

/** All runs within any part of such a file, in its order. */
export function runsIn(part: unknown): ExportedRun[] {
  if (Array.isArray(part)) return part.flatMap(runsIn)
  if (typeof part !== 'object' || part === null) return []
  const run = voiced.safeParse(part)
  if (run.success) return [{ text: run.data.text, by: run.data.by, sector: run.data.sector ?? null }]
  return Object.values(part).flatMap(runsIn)
}
