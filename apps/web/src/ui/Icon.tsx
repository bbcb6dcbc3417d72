/** Drawn on a 20 × 20 grid with one line, so that they take the colour of the text. */
const paths = {
  undo: 'M7 4 3 8l4 4M3.5 8H12a4.5 4.5 0 0 1 0 9H8',
  redo: 'm13 4 4 4-4 4M16.500 8H8a4.500 4.500 0 0 0 0 9h4',
  bold: 'M6 4h5a3 3 0 0 1 0 6H6zm0 6h6a3.200 3.200 0 0 1 0 6.400H6z',
  italic: 'M9 4h6M5 16h6M12 4 8 16',
  link: 'M8.500 11.500a3.500 3.500 0 0 0 5 0l2.500-2.500a3.500 3.500 0 0 0-5-5l-1 1M11.500 8.500a3.500 3.500 0 0 0-5 0L4 11a3.500 3.500 0 0 0 5 5l1-1',
  heading3: 'M3 4v12M10 4v12M3 10h7M13.500 9.500h3.500l-2 2.500a2 2 0 1 1-1.800 3.100',
  heading4: 'M3 5.500v9M9 5.500v9M3 10h6M15.500 15V9.500L12.500 13.200h4.500',
  bulletList: 'M8 5h9M8 10h9M8 15h9M3.900 5h.2M3.900 10h.2M3.900 15h.2',
  orderedList: 'M8 5h9M8 10h9M8 15h9M3 4l1.200-.8V7M3 12.500c0-2 2.200-1.600 2.200-.3 0 1-2.200 2.300-2.200 2.300h2.400',
  blockquote: 'M4 4v12M8 6h8M8 10h8M8 14h5',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M10 4v12',
  footnote: 'M3 5h9M3 9h7M3 13h9M14.500 4.500 16 3.500V9',
  picture: 'M3 4h14v12H3zM3 13.500l4-4 3.500 3.500 2-2 4.500 4.500M12.500 7.500h.2',
  comment: 'M3.500 4h13v9.500H10L6 17v-3.500H3.500z',
  moveUp: 'M10 16V4M5.500 8.500 10 4l4.500 4.500',
  moveDown: 'M10 4v12M5.500 11.500 10 16l4.500-4.500',
  handle: 'M7.400 5h.2M12.400 5h.2M7.400 10h.2M12.400 10h.2M7.400 15h.2M12.400 15h.2',
  more: 'M4.900 10h.2M9.900 10h.2M14.900 10h.2',
} as const

export type IconName = keyof typeof paths

/** Decoration beside a name; the name is what counts. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
