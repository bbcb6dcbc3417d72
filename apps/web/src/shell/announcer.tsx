import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

/** What is said within so many milliseconds is said together: the second would take the first out before it was read. */
const togetherMs = 200

interface Said {
  readonly texts: readonly string[]
  readonly turn: number
  readonly at: number
}

const Announce = createContext<(text: string) => void>(() => {})

/** The page's one polite live region. What must be read also stands on the page; this only says it aloud. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<Said>({ texts: [], turn: 0, at: 0 })
  const announce = useCallback((text: string) => {
    const at = Date.now()
    setSaid((before) => {
      const isTogether = at - before.at < togetherMs && !before.texts.includes(text)
      return { texts: isTogether ? [...before.texts, text] : [text], turn: before.turn + 1, at }
    })
  }, [])
  return (
    <Announce value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {/* A new element each time: the same words twice are said twice. */}
        <span key={said.turn}>{said.texts.join(' ')}</span>
      </div>
    </Announce>
  )
}

export function useAnnounce(): (text: string) => void {
  return useContext(Announce)
}
