import { type ReactNode, useContext, useState } from 'react'

import { pictureSource } from '../../api/picture-path.ts'
import { useSay } from '../../shell/use-say.ts'
import { StudyContext } from '../study-context.ts'
import type { Picture } from './picture-node.ts'

interface ShownPictureProps {
  readonly picture: Picture
  /** What is told of it below. */
  readonly caption: ReactNode
}

/** A picture to look at; where it can't be had, such as without a network, what it shows in words. */
export function ShownPicture({ picture: { hash, alt, decorative }, caption }: ShownPictureProps) {
  const say = useSay()
  const study = useContext(StudyContext)
  const [isMissing, setIsMissing] = useState(false)
  const description = decorative ? '' : alt
  const named = say('picture.named', { alt: description === '' ? say('picture.decoration') : description })
  return (
    <figure className="picture">
      {isMissing || hash === '' || study === null ? (
        <p className="picture-missing">{named}</p>
      ) : (
        <img {...pictureSource(study.id, hash)} alt={description} loading="lazy" onError={() => setIsMissing(true)} />
      )}
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  )
}
