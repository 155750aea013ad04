import type { MutationAcknowledgeNoticesArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import { acknowledge } from './acknowledgement-store.ts'
import { deskOf, inboxesOf } from './notice.ts'

const mostAtOnce = 200

/** Takes note of notices for the caller's desk; whoever did so first stays the one who did. */
export function acknowledgeNotices(ctx: Context, input: MutationAcknowledgeNoticesArgs['input']) {
  const noticeIds = [...new Set(input.noticeIds)]
  if (noticeIds.length < 1 || noticeIds.length > mostAtOnce)
    throw new Fault('BAD_USER_INPUT', `noticeIds has ${noticeIds.length} ids; it can have 1 to ${mostAtOnce}.`)
  const { principal, now } = ctx
  const noting = { desk: deskOf(principal), departments: inboxesOf(principal), at: now, by: principal.name }
  return mutate(ctx, 'acknowledgeNotices', input, async tx => {
    const found = await acknowledge(tx, noticeIds, noting)
    const unknown = noticeIds.filter(id => !found.has(id))
    if (unknown.length > 0)
      return {
        __typename: 'NoticesUnknown' as const,
        message: 'Not all of these are notices of yours.',
        noticeIds: unknown,
      }
    return { __typename: 'AcknowledgeNoticesSuccess' as const, noticeIds }
  })
}
