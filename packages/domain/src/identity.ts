import { cleanName, type CleanName } from './clean-text.ts'
import type { Language } from './language.ts'
import { sectorLabel, subtypeLabel } from './sector-labels.ts'
import type { Sector } from './sector.ts'
import { isSubtype } from './subtype.ts'

/** How somebody is shown in a study (code list `consentIdentity`). */
export const identityModes = ['named', 'first_name', 'pseudonym', 'role_only', 'collective', 'anonymous'] as const
export type IdentityMode = (typeof identityModes)[number]

export interface IdentityChoice {
  readonly mode: IdentityMode
  /** What they want to be called, for `pseudonym` and `collective`. */
  readonly label?: string
  /** What they are called by themselves; empty when they have not said. */
  readonly name: string
  readonly sector: Sector | null
  readonly subtype: string | null
}

/** Null: by the name they give themselves, whatever that is later; else by this very label, where empty is not named at all. */
export type PublicLabel = { readonly ok: true; readonly label: string | null } | Extract<CleanName, { ok: false }>

/**
 * The only name of somebody in carets, comments, mails and exports of a study.
 *
 * @param language - of the study, because everybody reads the same label
 */
export function publicLabel({ mode, label = '', name, sector, subtype }: IdentityChoice, language: Language): PublicLabel {
  switch (mode) {
    case 'named':
      return { ok: true, label: null }
    case 'first_name':
      return asLabel(name.split(' ')[0] ?? '')
    case 'pseudonym':
    case 'collective':
      return asLabel(label)
    case 'role_only':
      return { ok: true, label: roleLabel(sector, subtype, language) }
    case 'anonymous':
      return { ok: true, label: '' }
  }
}

/**
 * Whether the name of somebody's organisation may stand beside how they are shown. With any other choice it would say who they are:
 * few people in a small place work for the same organisation.
 */
export function showsOrganisation(mode: IdentityMode): boolean {
  return mode === 'named' || mode === 'first_name'
}

/** Whether how many they are may stand beside how a group is shown. Where it hides who it is, there may be one group of that size. */
export function showsGroupSize(mode: IdentityMode): boolean {
  return mode === 'collective' || showsOrganisation(mode)
}

function asLabel(raw: string): PublicLabel {
  const clean = cleanName(raw)
  return clean.ok ? { ok: true, label: clean.name } : clean
}

function roleLabel(sector: Sector | null, subtype: string | null, language: Language): string {
  if (isSubtype(subtype)) return subtypeLabel(subtype, language)
  return sector === null ? '' : sectorLabel(sector, language)
}
