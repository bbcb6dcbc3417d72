import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { accessRoutes } from './access/routes.ts'
import { passkeyRoutes } from './account/passkey-routes.ts'
import { myDataRoutes } from './account/my-data-routes.ts'
import { practiceRoutes } from './practice/routes.ts'
import { lookPages } from './preferences/look-pages.ts'
import { preferenceRoutes } from './preferences/routes.ts'
import { sessionRoutes } from './account/session-routes.ts'
import { anchorRoutes } from './anchors/routes.ts'
import { apiRoutes } from './api/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { authRoutes } from './auth/routes.ts'
import { oidcPages } from './auth/oidc-pages.ts'
import { signInPages } from './auth/sign-in-pages.ts'
import { identify } from './auth/visitor.ts'
import { saidPages } from './have-your-say/said-pages.ts'
import { sayPages } from './have-your-say/say-pages.ts'
import { exportRoutes } from './exports/routes.ts'
import { guestPages } from './guests/pages.ts'
import { guestRoutes } from './guests/routes.ts'
import { answerProblem } from './http/answer-problem.ts'
import { limitBodies } from './http/body-limits.ts'
import { securityHeaders } from './http/headers.ts'
import { refuseForeignOrigins } from './http/origin.ts'
import { RequestProblem } from './http/problem.ts'
import { logRequests } from './http/request-log.ts'
import { asksForSocket } from './http/upgrade-request.ts'
import { caseStudyFileRoutes } from './imports/case-study-file-routes.ts'
import { importRoutes, importUploadRoutes } from './imports/routes.ts'
import { setupPages } from './installation/setup-pages.ts'
import { joinPages } from './invitations/join-pages.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { sheetPages } from './invitations/sheet-page.ts'
import { noticePages } from './notices/pages.ts'
import { noticeRoutes } from './notices/routes.ts'
import { outboxPages } from './mail/outbox-pages.ts'
import { operationRoutes } from './metrics/routes.ts'
import { appRoutes } from './pages/app-routes.ts'
import { staticRoutes } from './pages/static-routes.ts'
import { capacityRoutes } from './people/capacity-routes.ts'
import { partnershipRoutes } from './partnership/routes.ts'
import { meRoutes } from './people/me-routes.ts'
import { namePages } from './people/name-pages.ts'
import { peopleRoutes } from './people/routes.ts'
import { pictureRoutes, pictureUploadRoutes } from './pictures/routes.ts'
import type { AppEnv, Services } from './services.ts'
import { aboutRoutes } from './studies/about-routes.ts'
import { handOverRoutes } from './studies/hand-over-routes.ts'
import { studyRoutes } from './studies/routes.ts'
import { searchRoutes } from './studies/search-routes.ts'
import { holdRoutes } from './studies/hold-routes.ts'
import { sectionRoutes } from './studies/section-routes.ts'
import { templateRoutes } from './studies/template-routes.ts'
import { httpSyncRoutes } from './sync/http-routes.ts'
import { syncRoutes } from './sync/upgrade.ts'
import { activityRoutes } from './activity/routes.ts'
import { receiptPages } from './scribing/receipt-page.ts'
import { scribingRoutes } from './scribing/routes.ts'
import { restorePointRoutes } from './restore-points/routes.ts'
import { softeningRoutes } from './softenings/routes.ts'
import { putInRoutes } from './threads/put-in-routes.ts'
import { threadRoutes } from './threads/routes.ts'
import { verificationRoutes } from './verification/routes.ts'
import { voiceRoutes } from './voices/routes.ts'
import { deciding } from './suggestions/deciding.ts'
import { suggestionRoutes } from './suggestions/routes.ts'
import { youSaidRoutes } from './you-said/routes.ts'
import { answerRoutes } from './threads/answer-routes.ts'

/** Every route of the product, in the order in which a request passes what guards it. */
export function createApp(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ strict: true })
  app.onError((error, c) => answerProblem(services, error, c))
  app.notFound((c) => answerProblem(services, new RequestProblem('not-found'), c))

  app.use(logRequests(services))
  const https = services.config.publicUrls.some((url) => url.startsWith('https:'))
  const headers = securityHeaders(https)
  // The upgrade's answer is written by the WebSocket server: headers set on it would end up in the handshake.
  app.use(async (c, next) => (asksForSocket(c) ? next() : headers(c, next)))

  app.route('/', staticRoutes(services))
  app.route('/', operationRoutes(services))

  app.use('/api/*', keepPrivate)
  // Before what everything else passes: it answers with every keystroke, and streams.
  app.route('/', httpSyncRoutes(services))
  app.use(compress())
  app.route('/', pictureUploadRoutes(services))
  app.route('/', importUploadRoutes(services))
  app.route('/', caseStudyFileRoutes(services))
  app.route('/', verificationRoutes(services))
  app.use(limitBodies())
  app.use(refuseForeignOrigins(services.config.publicUrls))
  app.use(identify(services))

  app.route('/', syncRoutes(services))
  app.route('/', authRoutes(services))
  app.route('/', meRoutes(services))
  app.route('/', preferenceRoutes(services))
  app.route('/', practiceRoutes(services))
  app.route('/', myDataRoutes(services))
  app.route('/', sessionRoutes(services))
  app.route('/', passkeyRoutes(services))
  // Before the routes of one study: its address would be taken for that of a study.
  app.route('/', searchRoutes(services))
  app.route('/', studyRoutes(services))
  app.route('/', sectionRoutes(services))
  app.route('/', holdRoutes(services))
  app.route('/', aboutRoutes(services))
  app.route('/', voiceRoutes(services))
  app.route('/', activityRoutes(services))
  app.route('/', restorePointRoutes(services))
  app.route('/', softeningRoutes(services))
  app.route('/', threadRoutes(services))
  app.route('/', putInRoutes(services))
  const decisions = deciding(services)
  app.route('/', suggestionRoutes(services, decisions))
  app.route('/', anchorRoutes(services))
  app.route('/', scribingRoutes(services))
  app.route('/', answerRoutes(services))
  app.route('/', youSaidRoutes(services))
  app.route('/', noticeRoutes(services))
  app.route('/', pictureRoutes(services))
  app.route('/', exportRoutes(services))
  app.route('/', importRoutes(services))
  app.route('/', handOverRoutes(services))
  app.route('/', auditRoutes(services))
  app.route('/', peopleRoutes(services))
  app.route('/', capacityRoutes(services))
  app.route('/', partnershipRoutes(services))
  app.route('/', invitationRoutes(services))
  app.route('/', accessRoutes(services))
  app.route('/', templateRoutes())
  app.route('/', apiRoutes(services, app))
  app.route('/', signInPages(services))
  app.route('/', oidcPages(services))
  app.route('/', namePages(services))
  app.route('/', lookPages(services))
  app.route('/', setupPages(services))
  app.route('/', outboxPages(services))
  app.route('/', guestRoutes(services))
  app.route('/', guestPages(services))
  app.route('/', joinPages(services))
  app.route('/', sheetPages(services))
  app.route('/', sayPages(services))
  app.route('/', saidPages(services, decisions))
  app.route('/', receiptPages(services))
  app.route('/', noticePages(services))
  app.route('/', appRoutes(services))
  return app
}

/** Answers about people and studies rest in no cache, unless a route says that everybody gets the same. */
const keepPrivate: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
}
