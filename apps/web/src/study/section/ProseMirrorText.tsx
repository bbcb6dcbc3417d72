import { isAllowedLink, type MarkJson } from '@samskriv/document'
import { sectorLetter } from '@samskriv/domain'
import { Fragment, type ReactNode } from 'react'

import type { Said, SaidNode } from '../voices/shown-voices.ts'

/** A section's words as plain elements: findable, printable and translatable, as the editor would show them. */
export function ProseMirrorText({ nodes }: { readonly nodes: readonly SaidNode[] }) {
  return nodes.map((node, index) => <Node key={index} node={node} />)
}

function Node({ node }: { readonly node: SaidNode }): ReactNode {
  const children = <ProseMirrorText nodes={node.content ?? []} />
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduceRight<ReactNode>(marked, spoken(node.text ?? '', node.said))
    case 'paragraph':
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
    case 'hardBreak':
      return <br />
    default:
      // Quotes, indicators, tables: drawn from rows by their own parts of the page.
      return <Fragment>{children}</Fragment>
  }
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
