/** The capacity a person speaks in for one case study (code list `sector`). */
export const sectors = ['community', 'third', 'public', 'other'] as const
export type Sector = (typeof sectors)[number]

/** The letter that stands for a sector wherever colour and pattern do: carets, strips, exports. */
export const sectorLetter = { community: 'C', third: 'T', public: 'P', other: 'O' } as const satisfies Record<Sector, string>

export function isSector(value: unknown): value is Sector {
  return sectors.some((sector) => sector === value)
}
