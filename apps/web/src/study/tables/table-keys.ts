import type { TableChange } from '@samskriv/document'

/** The keys that change a table, beside the table's menu. Arrow keys with Ctrl and Alt belong to screen readers. */
export const tableKeys = [
  ['addRowBelow', 'Mod+Shift+Enter'],
  ['addColumnRight', 'Mod+Alt+Enter'],
  ['moveRowUp', 'Alt+Shift+ArrowUp'],
  ['moveRowDown', 'Alt+Shift+ArrowDown'],
  ['moveColumnLeft', 'Alt+Shift+ArrowLeft'],
  ['moveColumnRight', 'Alt+Shift+ArrowRight'],
  ['removeRow', 'Mod+Shift+Backspace'],
  ['removeColumn', 'Mod+Alt+Backspace'],
] as const satisfies readonly (readonly [TableChange, string])[]
