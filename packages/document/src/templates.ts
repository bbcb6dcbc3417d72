import crossSectorCollaboration from '../data/templates/cross-sector-collaboration.json' with { type: 'json' }
import jamlikHalsa from '../data/templates/jamlik-halsa.json' with { type: 'json' }
import kommuneSosialEntreprenor from '../data/templates/kommune-sosial-entreprenor.json' with { type: 'json' }
import { type Template, templateSchema } from './template.ts'

/** The built-in templates, complete in all three languages, checked when first loaded. */
export const templates: readonly Template[] = [
  templateSchema.parse(crossSectorCollaboration),
  templateSchema.parse(kommuneSosialEntreprenor),
  templateSchema.parse(jamlikHalsa),
]

export function templateById(id: string): Template | undefined {
  return templates.find((template) => template.id === id)
}
