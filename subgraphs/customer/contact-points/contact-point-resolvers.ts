import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import type { ContactPoint, ContactPointKind } from './contact-point.ts'
import { findContactPointsOf } from './contact-point-store.ts'

const pointsOf = batched((ctx, ids: readonly string[], past: boolean) => findContactPointsOf(ctx.db, ids, past))

async function newest(ctx: Context, customerId: string, kind: ContactPointKind): Promise<ContactPoint | undefined> {
  return (await pointsOf(ctx, customerId, false))?.find(point => point.kind === kind)
}

export const contactPointResolvers: Resolvers = {
  Customer: {
    async contactPoints({ id }, { kinds, past }, ctx) {
      const points = await pointsOf(ctx, id, past)
      return points?.filter(point => kinds?.includes(point.kind) ?? true) ?? []
    },
    phone: async ({ id }, _, ctx) => (await newest(ctx, id, 'PHONE'))?.value ?? null,
    email: async ({ id }, _, ctx) => (await newest(ctx, id, 'EMAIL'))?.value ?? null,
    address: async ({ id }, _, ctx) => (await newest(ctx, id, 'ADDRESS'))?.address ?? null,
  },
}
