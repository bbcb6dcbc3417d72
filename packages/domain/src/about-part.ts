/** The parts of what is told about a study beside its text, each changed by itself, in the order in which they are told. */
export const aboutParts = ['period', 'place', 'communities', 'partners', 'funding', 'criteria', 'contact'] as const
export type AboutPart = (typeof aboutParts)[number]
