import type { Context } from '#platform/context.ts'
import { contactGrantEntity } from '../contacts/contact-grant-entity.ts'
import { consentEntity } from '../consents/consent-entity.ts'
import { touchpointEntity } from '../touchpoints/touchpoint-entity.ts'
import type { Activity } from './activity.ts'

/** What an activity is about: this subgraph's own rows, others' entities by their key. */
export async function subjectOf(
  ctx: Context,
  { subjectType: type, subjectId: id }: Pick<Activity, 'subjectType' | 'subjectId'>,
) {
  switch (type) {
    case 'Touchpoint':
      return named(type, await touchpointEntity.by.id(ctx, id))
    case 'ContactGrant':
      return named(type, await contactGrantEntity.by.id(ctx, id))
    case 'ConsentEntry':
      return named(type, await consentEntity.by.id(ctx, id))
    case 'Vehicle':
      return named(type, { vin: id })
    case 'Lead':
    case 'SalesOrder':
    case 'RetailSale':
    case 'Appointment':
    case 'ServiceOrder':
    case 'Case':
    case 'Request':
    case 'Recall':
    case 'Campaign':
      return named(type, { id })
    default:
      return null
  }
}

function named<Name extends string, Row extends object>(__typename: Name, row: Row | null) {
  return row === null ? null : { ...row, __typename }
}
