import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form'
import type { z } from 'zod'

/** Lets a zod schema check a form. An issue's message is the code of the field's problem, such as `too-long`. */
export function zodResolver<Values extends FieldValues>(schema: z.ZodType<Values, Values>): Resolver<Values> {
  return (values) => {
    const parsed = schema.safeParse(values)
    if (parsed.success) return { values: parsed.data, errors: {} }
    const errors: FieldErrors = {}
    for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= { type: 'invalid', message }
    return { values: {}, errors: errors as FieldErrors<Values> }
  }
}
