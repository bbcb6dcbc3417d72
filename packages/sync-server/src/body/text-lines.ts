import { schema } from '@samskriv/document'

import { isElement, runsIn, type TreeNode } from './section-tree.ts'

/** The text of each paragraph and heading; a hard break is a line break in it. */
export function textLinesIn(node: TreeNode): readonly string[] {
  if (!isElement(node)) return []
  if (schema.nodes[node.name]?.inlineContent !== true) return node.children.flatMap(textLinesIn)
  return [
    node.children
      .map((child) =>
        isElement(child)
          ? child.name === 'hardBreak'
            ? '\n'
            : ''
          : runsIn(child)
              .map(({ text }) => text)
              .join(''),
      )
      .join(''),
  ]
}

/** Without blanks at both ends, as words are pointed at. */
export function trimmedLines(lines: readonly string[]): readonly string[] {
  const [from, to] = [lines.findIndex((line) => line.trim() !== ''), lines.findLastIndex((line) => line.trim() !== '')]
  if (from < 0) return []
  return lines.slice(from, to + 1).map((line, place, all) => {
    const start = place === 0 ? line.trimStart() : line
    return place === all.length - 1 ? start.trimEnd() : start
  })
}
