import { isAllowedLink, type MarkJson } from '@samskriv/document'
import { sectorLetter } from '@samskriv/domain'
import { Fragment, type ReactNode } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { ShownPicture } from '../pictures/ShownPicture.tsx'
import { pictureOf } from '../pictures/picture-node.ts'
import { tableName } from '../tables/place-said.ts'
import type { Said, SaidNode } from '../voices/shown-voices.ts'

/** A section's words as plain elements: findable, printable and translatable, as the editor would show them. */
export function ProseMirrorText({ nodes }: { readonly nodes: readonly SaidNode[] }) {
  return nodes.map((node, index) => <Node key={index} node={node} />)
}

function Node({ node }: { readonly node: SaidNode }): ReactNode {
  const children = <ProseMirrorText nodes={node.content ?? []} />
  switch (node.type) {
    case 'text':
      return (node.commented ?? []).reduce<ReactNode>(
        (inner, about) => <mark {...about}>{inner}</mark>,
        (node.marks ?? []).reduceRight<ReactNode>(marked, spoken(node.text ?? '', node.said)),
      )
    case 'paragraph':
    case 'caption':
      // An empty paragraph keeps its line, as in the editor.
      return <p>{node.content?.length ? children : <br />}</p>
    case 'heading':
      return node.attrs?.['level'] === 4 ? <h4>{children}</h4> : <h3>{children}</h3>
    case 'bulletList':
      return <ul>{children}</ul>
    case 'orderedList': {
      const start = node.attrs?.['start']
      return <ol start={typeof start === 'number' ? start : 1}>{children}</ol>
    }
    case 'listItem':
      return <li>{children}</li>
    case 'blockquote':
      return <blockquote>{children}</blockquote>
    case 'table':
      return <WrittenTable table={node} />
    case 'footnote':
      return <NoteReference attrs={node.attrs} />
    case 'hardBreak':
      return <br />
    case 'image':
      return <ShownPicture picture={pictureOf(node)} caption={node.content?.length ? children : null} />
    default:
      // Quotes, indicators, tables: drawn from rows by their own parts of the page.
      return <Fragment>{children}</Fragment>
  }
}

/** Numbered beforehand, and only where the notes are listed too. */
function NoteReference({ attrs }: { readonly attrs: SaidNode['attrs'] }) {
  const [number, list] = [attrs?.['number'], attrs?.['list']]
  if (typeof number !== 'number' || typeof list !== 'string') return null
  return (
    <sup>
      <a href={`#${list}-note-${number}`} id={`${list}-ref-${number}`} role="doc-noteref">
        {number}
      </a>
    </sup>
  )
}

function WrittenTable({ table }: { readonly table: SaidNode }) {
  const say = useSay()
  const rows = table.content ?? []
  const width = Math.max(0, ...rows.map((row) => row.content?.length ?? 0))
  const isHeaded = table.attrs?.['headerRow'] !== false
  const [first] = rows
  const columns = (first?.content ?? []).map(wordsOf).filter(Boolean).join(', ')
  const rowOf = (row: SaidNode, place: number) => (
    <tr key={place}>
      {Array.from({ length: width }, (_, column) => {
        const content = <ProseMirrorText nodes={row.content?.[column]?.content ?? []} />
        return isHeaded && place === 0 ? (
          <th key={column} scope="col">
            {content}
          </th>
        ) : (
          <td key={column}>{content}</td>
        )
      })}
    </tr>
  )
  return (
    // Scrolls sideways by itself, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame" role="group" aria-label={tableName(say, columns.slice(0, 80))} tabIndex={0}>
      <table>
        {isHeaded && <thead>{rows.slice(0, 1).map(rowOf)}</thead>}
        <tbody>{rows.slice(isHeaded ? 1 : 0).map((row, place) => rowOf(row, place + (isHeaded ? 1 : 0)))}</tbody>
      </table>
    </div>
  )
}

function wordsOf(node: SaidNode): string {
  return (node.text ?? (node.content ?? []).map(wordsOf).join(' ')).trim()
}

function marked(inner: ReactNode, mark: MarkJson): ReactNode {
  const href = mark.attrs?.['href']
  if (mark.type === 'bold') return <strong>{inner}</strong>
  if (mark.type === 'italic') return <em>{inner}</em>
  if (mark.type === 'link' && typeof href === 'string' && isAllowedLink(href))
    return (
      <a href={href} rel="noopener noreferrer nofollow">
        {inner}
      </a>
    )
  return inner
}

function spoken(text: string, said: Said | undefined): ReactNode {
  if (said === undefined) return text
  const { sector, name } = said
  return (
    <span className="said" data-sector={sector} data-letter={sector === 'unknown' ? undefined : sectorLetter[sector]} title={name}>
      {text}
    </span>
  )
}
