/** Beyond these a file is refused, or the rest of it is left out and counted. Sizes are in bytes. */
export const importLimits = {
  maxFile: 20 * 1024 * 1024,
  /** Of a zipped file: a longer list is no text. */
  maxParts: 3_000,
  /** Unpacked, whatever the list of parts says. */
  maxUnpacked: 120 * 1024 * 1024,
  maxPart: 40 * 1024 * 1024,
  /** A part of XML takes twenty times its size while it is read. */
  maxXml: 12 * 1024 * 1024,
  /** Of pages that are nothing but text. */
  maxText: 5 * 1024 * 1024,
  maxPages: 500,
  /** Of Markdown, and of what stands in it between two empty lines. A long list of links has two thousand. */
  maxBrackets: 60_000,
  maxBracketsInBlock: 6_000,
  /** Elements within each other. */
  maxDepth: 150,
  maxListDepth: 6,
  maxColumns: 50,
  maxBlocks: 4_000,
  /** In UTF-16 units: ten times the longest case study. What is written into one is written in one go, and others type meanwhile. */
  maxLetters: 500_000,
  maxPictures: 40,
  /** All of them together, as they are handed on: pictures are packed already, so a file that unpacks to more was made to. */
  maxPictureBytes: 40 * 1024 * 1024,
  maxComments: 2_000,
  /** Of what is handed on of a file, in memory and without its pictures: whoever waits for it has to hold it. Ten times the longest case study. */
  maxSize: 16 * 1024 * 1024,
  /** What an attribute of the text may hold. */
  maxAttribute: 2_000,
} as const
