import { z } from 'zod'

import { caseStudyFile } from './case-study-file.ts'

export const publishedSchemaId = 'urn:samskriv:case-study:1'

/** The JSON Schema 2020-12 of the file, for people who read or write it with other tools. */
export function publishedSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(caseStudyFile, { target: 'draft-2020-12', io: 'input' })
  return {
    $schema,
    $id: publishedSchemaId,
    title: 'Case study with its voices',
    description: 'What Samskriv exports and imports. Accepts every document that urn:case-study:interchange:1 accepts.',
    ...schema,
  }
}
