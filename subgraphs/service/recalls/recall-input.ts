import { Fault } from '#platform/errors.ts'
import type { RecallCriteriaInput } from '#generated/service.ts'
import { optionalTextOf, textOf } from '../checked-input.ts'
import type { RecallCriteria } from './recall.ts'

/** Reads which cars a recall is for; none at all, or a range that ends before it starts, is the caller's fault. */
export function criteriaFrom(input: RecallCriteriaInput): RecallCriteria {
  const criteria = {
    modelCodes: input.modelCodes?.map(code => textOf('modelCodes', code)) ?? null,
    vinFrom: vinBound('vinFrom', input.vinFrom),
    vinTo: vinBound('vinTo', input.vinTo),
    builtFrom: input.builtFrom ?? null,
    builtTo: input.builtTo ?? null,
    station: optionalTextOf('station', input.station),
    partNumber: optionalTextOf('partNumber', input.partNumber),
    partBatch: optionalTextOf('partBatch', input.partBatch),
  }
  if (Object.values(criteria).every(value => value === null || value.length === 0))
    throw new Fault('BAD_USER_INPUT', 'criteria is empty: a recall names at least one, or it would be for all cars.')
  checkOrder('vin', criteria.vinFrom, criteria.vinTo)
  checkOrder('built', criteria.builtFrom, criteria.builtTo)
  return { ...criteria, modelCodes: criteria.modelCodes?.length === 0 ? null : criteria.modelCodes }
}

function vinBound(field: string, value: string | null | undefined): string | null {
  const bound = optionalTextOf(field, value, 17)?.toUpperCase() ?? null
  if (bound !== null && !/^[0-9A-HJ-NPR-Z]+$/.test(bound))
    throw new Fault('BAD_USER_INPUT', `${field} is ${bound}; a VIN has digits and letters without I, O and Q.`)
  return bound
}

function checkOrder(name: string, from: string | null, to: string | null): void {
  if (from !== null && to !== null && from > to)
    throw new Fault('BAD_USER_INPUT', `${name}To is before ${name}From: no car could be between them.`)
}
