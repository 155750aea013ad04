import { StartRefused } from '#platform/start-refused.ts'

/** A car by one of its names. */
export interface CarQuestion {
  readonly by: 'vin' | 'plate' | 'production'
  readonly value: string
}

/** The cars of whoever has a phone number. */
export interface PhoneQuestion {
  readonly by: 'phone'
  readonly value: string
}

export type Question = CarQuestion | PhoneQuestion

export interface QuestionOptions {
  readonly plate?: string | undefined
  readonly production?: string | undefined
  readonly phone?: string | undefined
}

export const usage =
  'npm run ask -- VIN | --plate PLATE | --production NUMBER | --phone PHONE  [--url http://127.0.0.1:4000]'

/** Reads what is asked from the command line: exactly one question. */
export function questionOf(args: readonly string[], { plate, production, phone }: QuestionOptions): Question {
  const asked: readonly Question[] = [
    ...args.map(value => ({ by: 'vin', value }) as const),
    ...(plate === undefined ? [] : [{ by: 'plate', value: plate } as const]),
    ...(production === undefined ? [] : [{ by: 'production', value: production } as const]),
    ...(phone === undefined ? [] : [{ by: 'phone', value: phone } as const]),
  ]
  const [question] = asked
  if (question === undefined || asked.length > 1) throw new StartRefused(`Ask for one car.\nUsage: ${usage}`)
  return question
}

const names = { vin: 'VIN', plate: 'plate', production: 'production number', phone: 'phone number' } as const

/** The question as it stands in a sentence: `the VIN "LSG…"`. */
export const questionText = ({ by, value }: Question): string => `the ${names[by]} "${value}"`
