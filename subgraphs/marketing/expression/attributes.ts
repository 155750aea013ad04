import type { SegmentAttributeType } from '#generated/marketing.ts'

export interface Attribute {
  readonly type: SegmentAttributeType
  readonly meaning: string
  readonly example: string
  /** The only texts that it can hold, when they are known. */
  readonly texts?: readonly string[]
}

/** Everything that an expression can ask of a customer. */
export const attributes = {
  kind: {
    type: 'TEXT',
    meaning: 'Whether the customer is a person or an organisation.',
    example: 'kind = "ORGANISATION"',
    texts: ['PERSON', 'ORGANISATION'],
  },
  country: { type: 'TEXT', meaning: 'The country of residence, ISO 3166-1.', example: 'country in ("CN", "DE")' },
  region: { type: 'TEXT', meaning: 'The region of residence, as the address writes it.', example: 'region = "上海"' },
  locale: { type: 'TEXT', meaning: 'Language and region of correspondence, BCP 47.', example: 'locale = "zh-CN"' },
  birth_year: { type: 'NUMBER', meaning: 'The year of birth.', example: 'birth_year >= 1990' },
  age: { type: 'NUMBER', meaning: 'This year less the year of birth, in years.', example: 'age < 35' },
  purchases: { type: 'NUMBER', meaning: 'Cars bought, new and used.', example: 'purchases >= 2' },
  first_sale: { type: 'MOMENT', meaning: 'When the first car was bought.', example: 'first_sale < 5 years ago' },
  last_sale: { type: 'MOMENT', meaning: 'When the last car was bought.', example: 'last_sale > 365 days ago' },
  cars: { type: 'NUMBER', meaning: 'Cars owned now.', example: 'cars = 0' },
  owned_models: { type: 'SET', meaning: 'Codes of the models owned now.', example: 'owned_models has "EX5"' },
  spend: { type: 'MONEY', meaning: 'Spent on cars, ever, in the currency.', example: 'spend >= 300000 CNY' },
  services: { type: 'NUMBER', meaning: 'Service orders closed.', example: 'services = 0' },
  last_service: {
    type: 'MOMENT',
    meaning: 'When the last service order was closed.',
    example: 'last_service < 12 months ago or last_service is unknown',
  },
  service_spend: {
    type: 'MONEY',
    meaning: 'Spent on service, ever, in the currency.',
    example: 'service_spend > 5000 CNY',
  },
  consents: {
    type: 'SET',
    meaning: 'Channels on which the maker may send marketing.',
    example: 'consents has "SMS"',
    texts: ['PHONE', 'MAIL', 'EMAIL', 'SMS', 'WECHAT', 'APP'],
  },
} as const satisfies Readonly<Record<string, Attribute>>

export type AttributeName = keyof typeof attributes

/** Whether an expression can use a name. */
export const isAttribute = (name: string): name is AttributeName => Object.hasOwn(attributes, name)

/** The attribute of a name. */
export const attribute = (name: AttributeName): Attribute => attributes[name]

/** The names of all attributes, as a reader finds them described. */
export const attributeNames: readonly AttributeName[] = Object.keys(attributes).filter(isAttribute)
