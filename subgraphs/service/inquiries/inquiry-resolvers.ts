import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { batched } from '#platform/batch.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { appointmentEntity } from '../appointments/appointment-entity.ts'
import { caseEntity } from '../cases/case-entity.ts'
import type { CaseSuccess } from '../cases/case-outcomes.ts'
import { textOf } from '../checked-input.ts'
import { stationNotFound, type StationNotFound } from '../stations/station-refusals.ts'
import { findStations } from '../stations/station-store.ts'
import { classify, languageOf } from './classify.ts'
import { inquiriesOf } from './inquiry-store.ts'
import { takeIn } from './take-in.ts'

type Outcome = CaseSuccess<'OpenInquirySuccess'> | StationNotFound

const inquiry = batched((ctx, ids: readonly string[]) => inquiriesOf(ctx.db, ids))

function phoneOf(text: string | null): string | null {
  if (text === null) return null
  const phone = parsePhoneNumberFromString(text, 'CN')
  if (phone?.isPossible() !== true)
    throw new Fault(
      'BAD_USER_INPUT',
      'phone is no telephone number: write it with its country code, as +8613800138000.',
    )
  return phone.number
}

function languageGiven(code: string): string {
  if (!/^[a-z]{2}$/.test(code)) throw new Fault('BAD_USER_INPUT', 'language is an ISO 639-1 code such as zh.')
  return code
}

export const inquiryResolvers: Resolvers = {
  Mutation: {
    openInquiry(_, { input }, ctx) {
      const { priority, tier, customerId = null, vin = null, stationId = null } = input
      const body = textOf('text', input.text, 10_000)
      const stated = input.kind ?? null
      const classification =
        stated === null ? classify(body) : { kind: stated, confidence: 1, reasons: [`stated by ${ctx.principal.name}`] }
      const language = input.language == null ? languageOf(body) : languageGiven(input.language)
      const phone = phoneOf(input.phone ?? null)
      const about = { priority, tier, customerId, vin, stationId, body, language, phone, classification }
      const asked = { ...about, kindStated: stated !== null, by: ctx.principal.name, at: ctx.now }
      return mutate(ctx, 'openInquiry', input, async (tx): Promise<Outcome> => {
        const station = stationId === null ? null : (await findStations(tx, [stationId])).get(stationId)
        if (stationId !== null && station === undefined) return stationNotFound(stationId)
        const dealerId = station?.dealerId ?? null
        return { __typename: 'OpenInquirySuccess', caseId: await takeIn(tx, { ...asked, dealerId }) }
      })
    },
  },
  OpenInquirySuccess: { case: ({ caseId }, _, ctx) => existing(caseEntity.by.id(ctx, caseId)) },
  Inquiry: {
    kindReasons: ({ kindReasons }) => [...kindReasons],
    routingReasons: ({ routingReasons }) => [...routingReasons],
    appointment: ({ appointmentId }, _, ctx) =>
      appointmentId === null ? null : appointmentEntity.by.id(ctx, appointmentId),
  },
  Case: { inquiry: ({ id }, _, ctx) => inquiry(ctx, id) },
}
