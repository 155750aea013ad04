import { z } from 'zod'
import { nameOf, wordsOf, type Setting } from './setting.ts'
import { table } from './table.ts'

const car = z.object({
  vin: z.string().nullable(),
  plate: z.string().nullable(),
  model: z.object({ nameEn: z.string().nullable(), nameZh: z.string().nullable() }).nullable(),
})

const answer = z.object({
  customersByPhone: z
    .array(
      z.object({
        displayName: z.string().nullable(),
        vehicles: z.object({ nodes: z.array(z.object({ role: z.string(), vehicle: car.nullable() })) }).nullable(),
      }),
    )
    .nullable(),
})

/** A car of someone who has the phone number. */
export interface CarOfPhone {
  readonly holder: string
  readonly role: string
  readonly car: z.infer<typeof car>
}

/** The cars in the answer to `carsOfPhone`; null when the people behind the number could not be looked up. */
export function readCarsOfPhone(data: unknown): CarOfPhone[] | null {
  const people = answer.nullable().parse(data)?.customersByPhone ?? null
  if (people === null || people.some(({ vehicles }) => vehicles === null)) return null
  return people.flatMap(({ displayName, vehicles }) =>
    (vehicles?.nodes ?? []).flatMap(({ role, vehicle }) =>
      vehicle === null ? [] : [{ holder: displayName ?? '', role, car: vehicle }],
    ),
  )
}

/** The list to choose from when a phone number has several cars. */
export const carChoiceLines = (cars: readonly CarOfPhone[], { ink }: Setting): string[] => [
  ink('bold', `${cars.length} cars belong to this phone number. Ask for one: npm run ask -- VIN`),
  ...table(
    cars.map(({ holder, role, car }) => [
      `  ${car.vin ?? 'not built yet'}`,
      car.plate ?? '',
      nameOf(car.model),
      `${holder}, ${wordsOf(role)}`,
    ]),
  ),
]
