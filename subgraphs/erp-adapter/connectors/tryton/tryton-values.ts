import { z } from 'zod'

/** A moment as Tryton's JSON-RPC has it, in UTC. */
export const trytonMoment = (moment: Date): object => ({
  __class__: 'datetime',
  year: moment.getUTCFullYear(),
  month: moment.getUTCMonth() + 1,
  day: moment.getUTCDate(),
  hour: moment.getUTCHours(),
  minute: moment.getUTCMinutes(),
  second: moment.getUTCSeconds(),
  microsecond: moment.getUTCMilliseconds() * 1000,
})

/** A calendar day as Tryton's JSON-RPC has it. */
export const trytonDay = (moment: Date): object => ({
  __class__: 'date',
  year: moment.getUTCFullYear(),
  month: moment.getUTCMonth() + 1,
  day: moment.getUTCDate(),
})

const pad = (value: number): string => String(value).padStart(2, '0')

/** A calendar day, as `2026-11-26`. */
export const day = z
  .object({ __class__: z.literal('date'), year: z.number(), month: z.number(), day: z.number() })
  .transform(each => `${each.year}-${pad(each.month)}-${pad(each.day)}`)

/** A moment, which Tryton keeps in UTC. */
export const moment = z
  .object({
    __class__: z.literal('datetime'),
    year: z.number(),
    month: z.number(),
    day: z.number(),
    hour: z.number(),
    minute: z.number(),
    second: z.number(),
    microsecond: z.number(),
  })
  .transform(each =>
    new Date(
      Date.UTC(each.year, each.month - 1, each.day, each.hour, each.minute, each.second, each.microsecond / 1000),
    ).toISOString(),
  )

/** A quantity; Tryton sends floats where a unit allows fractions. */
export const quantity = z
  .union([z.number(), z.object({ __class__: z.literal('Decimal'), decimal: z.string() })])
  .transform(value => (typeof value === 'number' ? String(value) : value.decimal))
