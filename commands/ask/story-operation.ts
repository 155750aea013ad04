import { Kind, parse, print } from 'graphql'
import { readExample } from '../../portal/examples.ts'
import type { CarQuestion } from './question.ts'

/** An operation with the value of its one variable, `value`. */
export interface Operation {
  readonly query: string
  readonly value: string
}

const roots = {
  vin: ['VIN!', 'vehicle(vin: $value)'],
  plate: ['String!', 'vehicle: vehicleByPlate(plate: $value)'],
  production: ['ID!', 'vehicle: vehicleByProductionNumber(productionNumber: $value)'],
} as const

/** Asks the story of one car: the fragments of the example `car-story`, from the root that the question needs. */
export function storyOperation({ by, value }: CarQuestion): Operation {
  const fragments = parse(readExample('car-story').query).definitions.filter(
    node => node.kind === Kind.FRAGMENT_DEFINITION,
  )
  const [type, root] = roots[by]
  const spread = fragments.map(fragment => `...${fragment.name.value}`).join(' ')
  return {
    query: [`query CarStory($value: ${type}) { ${root} { ${spread} } }`, ...fragments.map(print)].join('\n'),
    value,
  }
}

/** Asks which cars the people behind a phone number have now. */
export const carsOfPhone = (phone: string): Operation => ({
  query: `query CarsOfPhone($value: String!) {
    customersByPhone(phone: $value) {
      displayName
      vehicles(current: true, first: 200) { nodes { role vehicle { vin plate model { nameEn nameZh } } } }
    }
  }`,
  value: phone,
})
