import { recallOpened } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { keepRecall, publishScopeOfRecall } from './recall-scope.ts'

/** A recall was opened: the cars that its criteria cover are named, and so will be each one built later. */
export const onRecallOpened = reaction(recallOpened, async (tx, { payload: { recallId, criteria } }) => {
  const { partNumber, partBatch } = criteria
  const part = {
    ...(partNumber === undefined ? {} : { number: partNumber }),
    ...(partBatch === undefined ? {} : { batch: partBatch }),
  }
  const recall = {
    recallId,
    modelCodes: criteria.modelCodes ?? null,
    vinFrom: criteria.vinFrom ?? null,
    vinTo: criteria.vinTo ?? null,
    builtFrom: criteria.builtFrom ?? null,
    builtTo: criteria.builtTo ?? null,
    station: criteria.station ?? null,
    part: Object.keys(part).length === 0 ? null : part,
  }
  if (await keepRecall(tx, recall)) await publishScopeOfRecall(tx, recall)
})
