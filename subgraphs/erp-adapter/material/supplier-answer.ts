import { z } from 'zod'

/** What a supplier says of lines of a plan that was sent to him. */
export interface SupplierAnswer {
  readonly planId: string
  readonly supplierId: string
  /** Who told it. */
  readonly by: string
  readonly lines: readonly AnsweredLine[]
}

export type AnsweredLine = z.output<typeof answeredLine>

const day = z.iso.date()
const quantity = z
  .string()
  .regex(/^\d{1,11}(\.\d{1,3})?$/, 'must be a decimal with at most three places')
  .refine(text => Number(text) > 0, 'must be more than 0')

const areUnlike = (values: readonly unknown[]): boolean => new Set(values).size === values.length

/** A line as it is answered: what comes of it on which days; nothing when none of it can be delivered. */
const answeredLine = z.strictObject({
  line: z.int().positive(),
  confirmed: z
    .array(z.strictObject({ quantity, dueOn: day }))
    .max(100)
    .refine(all => areUnlike(all.map(({ dueOn }) => dueOn)), 'names a day twice'),
  note: z
    .string()
    .max(500)
    .nullish()
    .transform(note => note ?? null),
})

/** All lines of an answer. */
export const answeredLines = z
  .array(answeredLine)
  .min(1)
  .max(20_000)
  .refine(all => areUnlike(all.map(({ line }) => line)), 'names a line twice')
