import { chooseIdentity, setPersonName, type Script } from '@samskriv/database'
import { cleanName } from '@samskriv/domain'
import { disclosureVersion } from '@samskriv/i18n'
import { confirmingCapacity } from '../people/confirm-capacity.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import type { SayForm, WhoIsAsked } from './say-form.ts'

/**
 * Notes who somebody is here as, with what the form says, if that is not known yet. The name first, so that nobody sees the first words
 * beside no name, or beside one that somebody else gave them.
 *
 * @returns whether anything was noted
 */
export const sayingWhoIAm = (access: StudyAccess, form: SayForm, asks: WhoIsAsked): Script<boolean> =>
  function* (ctx) {
    const { participant, visitor, study } = access
    if (participant === null || participant.capacityConfirmedAt !== null || form.sector === null) return false
    const name = cleanName(form.name)
    if (asks.name && name.ok && name.name !== visitor.person.name) yield* setPersonName(visitor.person.id, name.name)(ctx)
    if (asks.name && !name.ok && participant.name !== '') yield* chooseIdentity(participant.id, 'anonymous', '', actorOfEvent(visitor))(ctx)
    const now = yield* studyAccess(visitor, study.id, 'capacity.confirm')(ctx)
    const sector = form.sector === 'unsure' ? null : form.sector
    const said = sector === null ? { subtype: null } : { subtype: form.subtype, organisation: form.organisation || null }
    yield* confirmingCapacity(now, { sector, ...said, disclosureVersion })(ctx)
    return true
  }
