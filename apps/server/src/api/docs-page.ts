import { html } from 'hono/html'
import type { Html, Page } from '../pages/layout.ts'

interface Operation {
  readonly summary: string
  readonly tags: readonly string[]
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}

/** As much of an OpenAPI document as the page shows. */
export interface ApiDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** The API to read: plain HTML of our own, because the usual viewers need inline scripts. */
export function docsPage(document: ApiDocument): Page {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const byTag = Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? '')
  const title = `API – OpenAPI ${document.openapi}`
  return {
    title,
    body: html`<h1>${title}</h1>
      <p class="lead"><a href="/api/openapi.json">/api/openapi.json</a></p>
      <div lang="en">
        ${[...byTag].map(
          ([tag, list]) =>
            html`<section aria-labelledby="${idOf(tag)}">
              <h2 id="${idOf(tag)}">${tag}</h2>
              ${list.map(({ path, method, operation }) => operationHtml(method, path, operation))}
            </section>`,
        )}
      </div>`,
  }
}

function operationHtml(method: string, path: string, { summary, requestBody, responses }: Operation): Html {
  return html`<article class="details">
    <h3><code>${method} ${path}</code></h3>
    <p>${summary}</p>
    ${
      requestBody === undefined
        ? ''
        : html`<details>
            <summary>Body</summary>
            <pre tabindex="0"><code>${JSON.stringify(requestBody, null, 2)}</code></pre>
          </details>`
    }
    <ul class="list">
      ${Object.entries(responses).map(([status, { description }]) => html`<li><strong>${status}</strong> ${description}</li>`)}
    </ul>
  </article>`
}

function idOf(tag: string): string {
  return `tag-${tag.replace(/\W+/g, '-')}`
}
