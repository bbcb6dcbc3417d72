/**
 * Colours by meaning, for light surroundings. `tokens.css` has the same values as custom properties
 * (`inkSoft` is `--ink-soft`); a test holds the two together and computes the contrast of every pair in use.
 */
export const lightColours = {
  /** The page. */
  paper: '#faf7f0',
  /** Raised above the page: fields, cards, menus. */
  surface: '#fffefb',
  /** Set into the page: sidebars, quiet areas. */
  sunken: '#f1ece1',
  /** Text. */
  ink: '#1f1c18',
  /** Text that can wait: hints, dates, captions. */
  inkSoft: '#575047',
  /** Rules between things; decoration only. */
  line: '#ddd5c6',
  /** Borders of fields and buttons. */
  control: '#857b6c',
  /** The one colour of actions: links, buttons, what is chosen. */
  accent: '#0f5a4c',
  /** An action under the pointer. */
  accentHover: '#0a4238',
  /** Text on an accent surface. */
  onAccent: '#fffefb',
  /** Behind what is chosen. */
  accentSoft: '#e0ece6',
  /** The one colour of warnings and errors. */
  warning: '#9a2c14',
  /** Behind a warning. */
  warningSoft: '#fae7df',
  /** Text on a warning surface. */
  onWarning: '#fffefb',
  /** The ring around what has the keyboard. */
  focus: '#1a4fb0',
  /** Sector marks; always with letter and pattern. */
  community: '#8a5200',
  /** Behind words of a sector when voices are shown. */
  communitySoft: '#f8e7c8',
  third: '#7b3274',
  thirdSoft: '#f2e2ef',
  public: '#24549b',
  publicSoft: '#e0e9f7',
  other: '#5b564e',
  otherSoft: '#e9e5dc',
} as const

export type ColourName = keyof typeof lightColours

/** The same meanings in dark surroundings. */
export const darkColours: Readonly<Record<ColourName, string>> = {
  paper: '#1a1815',
  surface: '#24211d',
  sunken: '#12110f',
  ink: '#ece7dd',
  inkSoft: '#b8b0a3',
  line: '#3d3831',
  control: '#8b8274',
  accent: '#86ccb7',
  accentHover: '#a9dfcf',
  onAccent: '#0f1f1a',
  accentSoft: '#1d352e',
  warning: '#ffa58c',
  warningSoft: '#43211a',
  onWarning: '#2a0f08',
  focus: '#8db8ff',
  community: '#e6b458',
  communitySoft: '#43341a',
  third: '#dba1d5',
  thirdSoft: '#412b3e',
  public: '#96bdf0',
  publicSoft: '#21334c',
  other: '#bdb5a8',
  otherSoft: '#38342e',
}

/** The same meanings for people who ask for more contrast, in light surroundings. */
export const highLightColours: Readonly<Record<ColourName, string>> = {
  paper: '#ffffff',
  surface: '#ffffff',
  sunken: '#f2f2f0',
  ink: '#000000',
  inkSoft: '#2e2a25',
  line: '#6b6459',
  control: '#3d3831',
  accent: '#00402f',
  accentHover: '#002a1f',
  onAccent: '#ffffff',
  accentSoft: '#e3f1ea',
  warning: '#7a1400',
  warningSoft: '#fdeae4',
  onWarning: '#ffffff',
  focus: '#0038a8',
  community: '#5c3600',
  communitySoft: '#fbeccd',
  third: '#5c1a55',
  thirdSoft: '#f6e6f3',
  public: '#0f3a7d',
  publicSoft: '#e4edfb',
  other: '#3a362f',
  otherSoft: '#edeae3',
}

/** And in dark ones. */
export const highDarkColours: Readonly<Record<ColourName, string>> = {
  paper: '#000000',
  surface: '#0d0d0c',
  sunken: '#000000',
  ink: '#ffffff',
  inkSoft: '#e0dacf',
  line: '#8b8274',
  control: '#cfc6b6',
  accent: '#a5ecd6',
  accentHover: '#c9f6e8',
  onAccent: '#00120c',
  accentSoft: '#0c2a22',
  warning: '#ffc0ad',
  warningSoft: '#3a150d',
  onWarning: '#240a04',
  focus: '#a9c9ff',
  community: '#ffd27a',
  communitySoft: '#3a2a0d',
  third: '#f3c3ee',
  thirdSoft: '#351f32',
  public: '#b9d5ff',
  publicSoft: '#152741',
  other: '#d8d0c3',
  otherSoft: '#2c2924',
}

/** Steps of the 4 px grid, in rem of 16 px: `--space-4` is 16 px. */
export const spaces = { 1: '0.25rem', 2: '0.5rem', 3: '0.75rem', 4: '1rem', 6: '1.5rem', 8: '2rem', 12: '3rem', 16: '4rem' } as const

/** Text sizes; `text` is 18 px unless the reader has chosen another size. */
export const textSizes = {
  small: '0.9375rem',
  text: '1.125rem',
  large: '1.25rem',
  heading4: '1.125rem',
  heading3: '1.3125rem',
  heading2: '1.75rem',
  heading1: 'clamp(2rem, 1.4rem + 2.6vw, 2.875rem)',
} as const

export const sizes = {
  /** 60 to 75 characters of text. */
  measure: '34rem',
  /** The smallest thing a finger has to hit: 44 px. */
  target: '2.75rem',
  /** The strip that shows whose words a paragraph holds: 6 px. */
  strip: '0.375rem',
  radius: '0.1875rem',
} as const

/** Nothing moves longer than this, and nothing at all for people who ask for less motion. */
export const motionMs = 150
