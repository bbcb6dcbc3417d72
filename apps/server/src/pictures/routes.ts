import { addFile, fileOf, filesOf, storedBytesOf, type Script } from '@samskriv/database'
import { PictureAdded, pictureLimits } from '@samskriv/protocol'
import type { StudyId } from '@samskriv/domain'
import { Hono } from 'hono'
import { identify, requirePerson } from '../auth/visitor.ts'
import { AtOnce } from '../http/at-once.ts'
import { dropBody } from '../http/body-limits.ts'
import { described } from '../http/described.ts'
import { refuseForeignOrigins } from '../http/origin.ts'
import { RequestProblem } from '../http/problem.ts'
import { isOnSharedComputer } from '../http/shared-computer.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess } from '../studies/study-access.ts'
import { takeIn } from './take-in.ts'

/** So many pictures of one person come in at the same time. */
const mostAtOnce = 3

/**
 * Where pictures come in. Stands before what guards all other routes, because its bodies are larger, and brings the same guards along.
 *
 * @see {@link pictureRoutes} for where they go out
 */
export function pictureUploadRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, limits, studyFiles: files, workshop, newId, log, config } = services
  const app = new Hono<AppEnv>()
  const atOnce = new AtOnce(mostAtOnce)

  app.post(
    '/api/studies/:id/files',
    described({
      tag: 'case studies',
      summary:
        'Add a picture: the body is the JPEG, PNG, WebP or GIF itself. It is drawn anew without anything that the camera wrote into it, and shown by an image in the text',
      answers: PictureAdded,
      status: 201,
      problems: [
        'signed-out',
        'session-expired',
        'foreign-origin',
        'unknown-study',
        'suspended',
        'archived',
        'role-too-low',
        'capacity-not-confirmed',
        'read-only-example',
        'picture-too-large',
        'picture-too-many-pixels',
        'picture-broken',
        'picture-is-heic',
        'picture-is-svg',
        'picture-is-pdf',
        'picture-unknown',
        'pictures-full',
        'picture-not-stored',
        'unavailable',
      ],
    }),
    refuseForeignOrigins(config.publicUrls),
    identify(services),
    async (c) => {
      const visitor = c.get('visitor')
      const id = c.req.param('id')
      const person = requirePerson(visitor).person.id
      const { body } = c.req.raw
      try {
        const { study } = await store.read(studyAccess(visitor, id, 'study.write'))
        if (Number(c.req.header('content-length') ?? 0) > pictureLimits.maxUploadBytes) throw new RequestProblem('picture-too-large')
        await store.read(requireRoom(study.id, 0))
        return await atOnce.of(person, async () => {
          await limits.count(['person-picture', person])
          if (body === null) throw new RequestProblem('picture-broken')
          return c.json(await add(visitor, study.id, body), 201)
        })
      } catch (error) {
        // What is left unread makes the connection useless soon after; a little of it is, so that the answer is heard.
        if (body !== null) await dropBody(c.req.raw)
        if (!(error instanceof RequestProblem)) throw error
        throw new RequestProblem(error.code, { headers: { ...error.headers, Connection: 'close' }, cause: error.cause })
      }
    },
  )

  return app

  async function add(visitor: AppEnv['Variables']['visitor'], study: StudyId, body: ReadableStream<Uint8Array>): Promise<PictureAdded> {
    const taken = await takeIn(body.values({ preventCancel: true }), { files, workshop, name: newId(), study })
    const { stilled, ...file } = taken
    try {
      const all = await store.tx<string[]>(function* (ctx) {
        const access = yield* studyAccess(visitor, study, 'study.write')(ctx)
        if ((yield* fileOf(study, file.hash)(ctx)) === undefined) yield* requireRoom(study, file.length)(ctx)
        yield* addFile(access.study, file, access.participant?.id ?? null, actorOfEvent(access.visitor))(ctx)
        return (yield* filesOf(study)(ctx)).map(({ hash }) => hash)
      })
      // Before the answer: whoever has it may write at once that the picture stands in the text.
      rooms.filesChanged(study, all)
    } catch (error) {
      if ((await store.read(fileOf(study, file.hash))) === undefined) await files.remove(study, file.hash)
      throw error
    }
    log.info('picture added', { study, bytes: file.length, width: file.width, height: file.height })
    return { hash: file.hash, width: file.width, height: file.height, stilled }
  }
}

/** @throws {@link RequestProblem} `pictures-full` */
export const requireRoom = (study: StudyId, more: number): Script<void> =>
  function* (ctx) {
    const { files, bytes } = yield* storedBytesOf(study)(ctx)
    if (files >= pictureLimits.maxStudyPictures || bytes + more > pictureLimits.maxStudyBytes) throw new RequestProblem('pictures-full')
  }

/** What a browser may do with a picture that it opens on its own: show it. */
const pictureHeaders = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  // The bytes behind a hash never change. Whoever signs out has another cookie, and gets nothing from what the browser kept.
  'Cache-Control': 'private, max-age=31536000, immutable',
  Vary: 'Cookie',
} as const

/** Where pictures go out: to whoever may read the study that they are of. */
export function pictureRoutes({ store, studyFiles }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/files/:hash',
    described({
      tag: 'case studies',
      summary: 'A picture of the study; with ?size=small one for phones',
      query: { size: ['small'] },
      answers: 'file',
      problems: ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'unknown-file'],
    }),
    async (c) => {
      const { study } = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.read'))
      const file = await store.read(fileOf(study.id, c.req.param('hash')))
      if (file === undefined) throw new RequestProblem('unknown-file')
      const size = c.req.query('size') === 'small' ? 'small' : 'full'
      const tag = `"${file.hash}${size === 'small' ? '-small' : ''}"`
      for (const [name, value] of Object.entries({ ...pictureHeaders, ETag: tag })) c.header(name, value)
      if (isOnSharedComputer(c)) c.header('Cache-Control', 'no-store')
      if ((c.req.header('if-none-match') ?? '').split(',').some((known) => known.trim() === tag)) return c.body(null, 304)
      const bytes = await studyFiles.read(study.id, file.hash, size).catch((cause: unknown) => {
        throw new RequestProblem('unknown-file', { cause })
      })
      const type = size === 'small' ? 'image/webp' : file.mediaType
      c.header('Content-Type', type)
      c.header('Content-Disposition', `inline; filename="picture.${type.slice('image/'.length).replace('jpeg', 'jpg')}"`)
      return c.body(new Uint8Array(bytes))
    },
  )

  return app
}
