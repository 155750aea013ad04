import { z } from 'zod'
import { ConnectorFault } from '../connector-fault.ts'

/** A quote within a text of a filter or key is doubled. */
export const odataText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** What stands in one of several fields that a filter names. */
export const oneOf = (field: string, values: readonly string[]): string =>
  `(${values.map(value => `${field} eq ${odataText(value)}`).join(' or ')})`

/** A row of a set, its properties named by the configuration. */
export const row = z.record(z.string(), z.unknown())
export type Row = z.output<typeof row>

/** Reads a property of a row; what it can't be is told with its name. */
export function valueOf<Shape extends z.ZodType>(each: Row, field: string, shape: Shape): z.output<Shape> {
  const read = shape.safeParse(each[field])
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new ConnectorFault('MALFORMED', `It answered otherwise than it should: ${field} ${issue?.message}.`)
}

/** A property of which a row may have none, or that is not configured. */
export const optional = <Shape extends z.ZodType>(
  each: Row,
  field: string | undefined,
  shape: Shape,
): z.output<Shape> | null => (field === undefined || each[field] == null ? null : valueOf(each, field, shape))

export const text = z.union([z.string(), z.number()]).transform(String)

/** A decimal number, as text where the service keeps every digit. */
export const decimal = z.union([
  z.number().transform(String),
  z.string().regex(/^-?\d{1,20}(\.\d{1,14})?$/, 'is no decimal number'),
])

/** A calendar day; of a moment, its day in UTC. */
export const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d/, 'is no day')
  .transform(value => value.slice(0, 10))

/** A moment, or a day that begins by the clock of a time zone. */
export const momentIn = (timeZone: string) =>
  z.union([
    z.iso
      .date()
      .transform(value => new Date(Temporal.PlainDate.from(value).toZonedDateTime(timeZone).epochMilliseconds)),
    z.iso.datetime({ offset: true }).transform(value => new Date(value)),
  ])

/** A moment as the service keeps it: itself, or its day by the clock of a time zone. */
export const written = (
  moment: Date,
  { dates, timeZone }: { readonly dates: 'moments' | 'days'; readonly timeZone: string },
): string =>
  dates === 'moments'
    ? moment.toISOString()
    : Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
